package dev.tidewire.ingest.http;

import dev.tidewire.ingest.parse.ParseOutcome;
import dev.tidewire.ingest.request.Admission;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is measured of the requests. */
final class RequestMetrics {
  private static final String READINGS = "tidewire.ingest.readings";
  private static final String READINGS_HELP =
      "Readings stored in Kafka (accepted) and items refused as wrong (rejected)";

  private final MeterRegistry registry;
  private final Counter accepted;
  private final Counter rejected;
  private final Map<Integer, Counter> byStatus = new ConcurrentHashMap<>();

  RequestMetrics(MeterRegistry registry, Admission admission) {
    this.registry = registry;
    accepted = readings("accepted");
    rejected = readings("rejected");
    Gauge.builder("tidewire.ingest.inflight.bytes", admission, Admission::bytes)
        .description("Bytes of bodies received and not answered yet")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("tidewire.ingest.inflight.requests", admission, Admission::requests)
        .description("Requests not answered yet")
        .register(registry);
  }

  void parsed(ParseOutcome outcome) {
    if (outcome instanceof ParseOutcome.Parsed parsed && parsed.rejected() > 0) {
      rejected.increment(parsed.rejected());
    }
  }

  void stored(int readings) {
    accepted.increment(readings);
  }

  void answered(int status) {
    byStatus.computeIfAbsent(status, this::requests).increment();
  }

  private Counter readings(String outcome) {
    return Counter.builder(READINGS)
        .description(READINGS_HELP)
        .tag("outcome", outcome)
        .register(registry);
  }

  private Counter requests(int status) {
    return Counter.builder("tidewire.ingest.requests")
        .description("Requests to store readings, by the status they were answered with")
        .tag("status", Integer.toString(status))
        .register(registry);
  }
}
