package dev.tidewire.ingest.http;

import dev.tidewire.ingest.IngestConfig;
import dev.tidewire.ingest.admission.Admission;
import dev.tidewire.ingest.exchange.Arrived;
import dev.tidewire.ingest.exchange.Backend;
import dev.tidewire.ingest.exchange.StoreWait;
import dev.tidewire.ingest.idempotency.Attempt;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.ingest.kafka.KafkaConnection;
import dev.tidewire.ingest.publish.Publisher;
import dev.tidewire.ingest.route.Route;
import dev.tidewire.ingest.route.Terms;
import dev.tidewire.ingest.route.TermsReader;
import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.Authorization;
import dev.tidewire.platform.access.Credentials;
import dev.tidewire.platform.security.AccessControl;
import dev.tidewire.platform.security.Gate;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What all requests share. */
@Singleton
class ReadingsService implements Backend {
  /** Kafka answers within five seconds, and parsing is bounded, too: this only ends what hangs. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

  private final IngestConfig config;
  private final KafkaConnection kafka;
  private final InstantSource clock;
  private final Admission admission;
  private final RequestMetrics metrics;
  private final Parsing parsing;
  private final Deadlines deadlines;
  private final AccessControl control;
  private final Gate gate;
  private final StoreWaits waits;
  private final KeyedRequests keyed;

  @Inject
  ReadingsService(
      IngestConfig config,
      Vertx vertx,
      KafkaConnection kafka,
      InstantSource clock,
      EventLoopLag eventLoopLag,
      AccessControl control,
      Gate gate,
      StoreWaits waits,
      KeyedRequests keyed,
      MeterRegistry registry) {
    this.config = config;
    this.kafka = kafka;
    this.clock = clock;
    this.admission =
        new Admission(
            config.maxInFlightRequests(),
            config.maxInFlightBytes().asLongValue(),
            config.maxBody().asLongValue(),
            config.maxWait(),
            eventLoopLag::isLate,
            System::nanoTime);
    this.metrics = new RequestMetrics(registry, admission);
    this.parsing = new Parsing(config, vertx, registry);
    this.deadlines = new Deadlines(vertx);
    this.control = control;
    this.gate = gate;
    this.waits = waits;
    this.keyed = keyed;
  }

  /** Accepts readings as soon as the topic's partitions are known, and follows their number. */
  void lookForTopic() {
    kafka.partitions().ifPresent(parsing::open);
  }

  /** Whether the topic is known; never later than readiness says so. */
  boolean isOpen() {
    if (!parsing.isOpen()) {
      lookForTopic();
    }
    return parsing.isOpen();
  }

  /**
   * Whether nothing is accepted because the topic seems to have fewer partitions than before, or
   * has, and parsing does not follow it yet: a readiness probe may be the first to learn of it.
   */
  boolean isInDoubt() {
    return !kafka.isCertain(parsing.partitions());
  }

  /** Whether readings are accepted now, as readiness says it. */
  boolean isReady() {
    return isOpen() && kafka.isReady();
  }

  Deadlines deadlines() {
    return deadlines;
  }

  Admission admission() {
    return admission;
  }

  @Override
  public RequestMetrics metrics() {
    return metrics;
  }

  @Override
  public Publisher publisher() {
    return kafka.publisher();
  }

  @Override
  public long maxBody() {
    return config.maxBody().asLongValue();
  }

  @Override
  public Duration bodyTimeout() {
    return config.bodyTimeout();
  }

  @Override
  public Duration answerTimeout() {
    return ANSWER_TIMEOUT;
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  /** Whether a request may do what the route does. */
  Authorization authorize(Route route, RoutingContext routing) {
    return control.enter(route.operation(), routing);
  }

  /** Whether what was granted still is: a key may end while a body arrives. */
  boolean isAllowed(Access access) {
    return gate.isValid(access);
  }

  Terms terms(Route route, HttpServerRequest request, Access access) {
    Map<String, String> headers = new HashMap<>();
    request
        .headers()
        .forEach(
            (name, value) ->
                headers.merge(name.toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b));
    headers.keySet().removeAll(Credentials.FIELDS);
    long received = parsing.received(clock.instant());
    return keyed.checked(
        TermsReader.read(route, request.query(), headers, received, access.write()));
  }

  /** What a request with an {@code Idempotency-Key} is, or null. */
  @Nullable Attempt attempt(Terms.Accepted terms, Access access, HttpServerRequest request) {
    return keyed.attempt(terms, access, request);
  }

  @Override
  public StoreWait storeWait(Duration atMost) {
    return waits.begin(atMost);
  }

  @Override
  public void parse(Arrived request, Consumer<ParseOutcome> parsed, Runnable failed) {
    parsing.parse(request, parsed, failed);
  }
}
