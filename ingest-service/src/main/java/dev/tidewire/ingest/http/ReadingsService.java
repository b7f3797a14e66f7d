package dev.tidewire.ingest.http;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.ingest.IngestConfig;
import dev.tidewire.ingest.admission.Admission;
import dev.tidewire.ingest.exchange.Backend;
import dev.tidewire.ingest.exchange.ReceivedBody;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.ingest.kafka.KafkaConnection;
import dev.tidewire.ingest.publish.Publisher;
import dev.tidewire.ingest.route.Route;
import dev.tidewire.ingest.route.Terms;
import dev.tidewire.ingest.route.TermsReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** What all requests share. */
@Singleton
class ReadingsService implements Backend {
  private static final int SMALL_BODY = 65_536;
  private static final long DRAIN_MILLIS = 5_000;

  private final IngestConfig config;
  private final Vertx vertx;
  private final KafkaConnection kafka;
  private final InstantSource clock;
  private final Admission admission;
  private final RequestMetrics metrics;
  private final Parsing parsing;

  @Inject
  ReadingsService(
      IngestConfig config,
      Vertx vertx,
      KafkaConnection kafka,
      InstantSource clock,
      EventLoopLag eventLoopLag,
      MeterRegistry registry) {
    this.config = config;
    this.vertx = vertx;
    this.kafka = kafka;
    this.clock = clock;
    this.admission =
        new Admission(
            config.maxInFlightRequests(),
            config.maxInFlightBytes().asLongValue(),
            config.maxWait(),
            eventLoopLag::isLate,
            System::nanoTime);
    this.metrics = new RequestMetrics(registry, admission);
    this.parsing = new Parsing(config, vertx, registry);
  }

  /** Starts to accept readings as soon as the topic's partitions are known. */
  void lookForTopic() {
    kafka.partitions().ifPresent(parsing::open);
  }

  /** Whether readings are accepted; never later than readiness says so. */
  boolean isOpen() {
    if (!parsing.isOpen()) {
      lookForTopic();
    }
    return parsing.isOpen();
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
  public long nanoTime() {
    return System.nanoTime();
  }

  Terms terms(Route route, HttpServerRequest request) {
    Map<String, String> headers = new HashMap<>();
    request
        .headers()
        .forEach(
            (name, value) ->
                headers.merge(name.toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b));
    long received = ReadingTime.toMicros(clock.instant());
    return TermsReader.read(route, request.query(), headers, received);
  }

  @Override
  public void parse(
      ReceivedBody body, Terms.Accepted terms, Consumer<ParseOutcome> parsed, Runnable failed) {
    parsing.parse(body, terms, parsed, failed);
  }

  /**
   * Discards the rest of a refused body, so that the sender gets to read the answer. Closes the
   * connection of a body that does not end soon.
   */
  void drain(HttpServerRequest request, long announcedBytes) {
    if (announcedBytes > SMALL_BODY) {
      vertx.setTimer(
          DRAIN_MILLIS,
          id -> {
            if (!request.isEnded()) {
              request.connection().close();
            }
          });
    }
  }
}
