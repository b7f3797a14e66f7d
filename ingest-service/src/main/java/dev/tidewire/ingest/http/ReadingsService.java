package dev.tidewire.ingest.http;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.ingest.IngestConfig;
import dev.tidewire.ingest.admission.Admission;
import dev.tidewire.ingest.batch.SeriesCatalog;
import dev.tidewire.ingest.exchange.Backend;
import dev.tidewire.ingest.exchange.ReceivedBody;
import dev.tidewire.ingest.intake.BodyReader;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.ingest.intake.TimeLimits;
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
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What all requests share. */
@Singleton
class ReadingsService implements Backend {
  private static final Logger LOG = Logger.getLogger(ReadingsService.class);

  /** About a millisecond of parsing; a packed body can become any size. */
  private static final int MAX_PARSED_ON_EVENT_LOOP = 131_072;

  private static final int SMALL_BODY = 65_536;
  private static final long DRAIN_MILLIS = 5_000;

  private final IngestConfig config;
  private final Vertx vertx;
  private final KafkaConnection kafka;
  private final InstantSource clock;
  private final Admission admission;
  private final RequestMetrics metrics;
  private final ParserPool parsers;
  private volatile @Nullable BodyReader reader;

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
    this.parsers =
        new ParserPool(
            vertx,
            config.parseThreads().orElseGet(Runtime.getRuntime()::availableProcessors),
            registry);
  }

  /** Starts to accept readings, for a topic with this number of partitions. */
  synchronized void open(int partitions) {
    if (reader == null) {
      SeriesCatalog catalog = new SeriesCatalog(partitions, ThreadLocalRandom.current().nextInt());
      TimeLimits times = new TimeLimits(config.maxAge(), config.maxFuture());
      reader = new BodyReader(catalog, times, maxBody(), config.maxReadings());
      LOG.infof("Taking readings for %d partitions", partitions);
    }
  }

  /** Whether readings are accepted; true as soon as the topic is known, as readiness says. */
  boolean isOpen() {
    if (reader == null) {
      kafka.partitions().ifPresent(this::open);
    }
    return reader != null;
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

  /** Parses small bodies on this thread, and others on one that may take its time. */
  @Override
  public void parse(
      ReceivedBody body, Terms.Accepted terms, Consumer<ParseOutcome> parsed, Runnable failed) {
    if (terms.coding().isPacked() || body.size() > MAX_PARSED_ON_EVENT_LOOP) {
      parsers
          .run(() -> parseNow(body, terms))
          .onSuccess(parsed::accept)
          .onFailure(cause -> failed(cause, failed));
      return;
    }
    ParseOutcome outcome;
    try {
      outcome = parseNow(body, terms);
    } catch (RuntimeException e) {
      failed(e, failed);
      return;
    }
    parsed.accept(outcome);
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

  private static void failed(Throwable cause, Runnable failed) {
    LOG.error("A request failed through a fault of this service", cause);
    failed.run();
  }

  private ParseOutcome parseNow(ReceivedBody body, Terms.Accepted terms) {
    BodyReader open = reader;
    if (open == null) {
      throw new IllegalStateException("a request was admitted before the topic was known");
    }
    return open.read(body, terms.coding(), terms.format(), terms.facts());
  }
}
