package dev.tidewire.e2e.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.stack.Backlog;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import dev.tidewire.e2e.trace.TraceCollector;
import dev.tidewire.e2e.trace.TracedSpan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** With tracing on, a request can be followed through the services. */
@ExtendWith(Calm.class)
class TraceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CALLER = "b7ad6b7169203331";

  private final Tidewire tidewire = Tidewire.shared();
  private final String sensor = "sensor-" + UUID.randomUUID();
  private TraceCollector collector;
  private List<Service> traced;

  @BeforeEach
  void startTraced() throws Exception {
    collector = new TraceCollector();
    // Otherwise the replica without tracing might store the reading.
    tidewire.processing().stop();
    traced =
        List.of(
            tidewire.another("ingest", collector.settings()),
            tidewire.another("processing", collector.settings()),
            tidewire.another("query", collector.settings()));
    traced.forEach(Service::start);
  }

  @AfterEach
  void stopTraced() {
    traced.forEach(Service::stop);
    tidewire.processing().start();
    collector.close();
  }

  @Test
  void request_isFollowedToTheStatementsThatStoreIt_andAQueryToItsOwn() {
    // When
    String sent = newTrace();
    traced
        .get(0)
        .http()
        .post(
            "/v1/readings",
            "{\"sensor\":\"%s\",\"value\":1}".formatted(sensor).getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/json",
            "traceparent",
            traceParent(sent));
    Backlog.awaitNone(PATIENCE);
    String asked = newTrace();
    traced.get(2).http().get("/v1/latest?sensor=" + sensor, "traceparent", traceParent(asked));

    // Then
    TracedSpan request = span("tidewire-ingest", span -> continues(span, sent));
    TracedSpan sending = span("tidewire-ingest", span -> span.isChildOf(request));
    assertThat(sending.name()).isEqualTo("send tidewire.readings.v1");

    TracedSpan query = span("tidewire-query", span -> continues(span, asked));
    span("tidewire-query", span -> span.isChildOf(query) && span.name().equals("SELECT"));

    // A poll that came just before a rebalance is read again by whoever owns its partition then.
    TracedSpan poll =
        span(
            "tidewire-processing",
            span -> span.links().contains(sending.spanId()) && stores(span, "INSERT block"));
    assertThat(poll.name()).isEqualTo("process tidewire.readings.v1");
    span(
        "tidewire-processing", span -> span.isChildOf(poll) && span.name().equals("UPSERT series"));
  }

  private boolean stores(TracedSpan poll, String statement) {
    return of(poll.service()).stream()
        .anyMatch(span -> span.isChildOf(poll) && span.name().equals(statement));
  }

  private TracedSpan span(String service, Predicate<TracedSpan> wanted) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(of(service)).as("spans of " + service).anyMatch(wanted));
    return of(service).stream().filter(wanted).findFirst().orElseThrow();
  }

  private List<TracedSpan> of(String service) {
    return collector.spans().stream().filter(span -> span.service().equals(service)).toList();
  }

  private static boolean continues(TracedSpan span, String trace) {
    return span.traceId().equals(trace) && span.parentId().equals(CALLER);
  }

  private static String newTrace() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private static String traceParent(String trace) {
    return "00-%s-%s-01".formatted(trace, CALLER);
  }
}
