package dev.tidewire.ingest.http;

import dev.tidewire.ingest.IngestConfig;
import dev.tidewire.ingest.answer.Problem;
import dev.tidewire.ingest.answer.ProblemType;
import dev.tidewire.ingest.batch.SeriesCatalog;
import dev.tidewire.ingest.body.ReceivedBody;
import dev.tidewire.ingest.kafka.KafkaConnection;
import dev.tidewire.ingest.parse.BodyParser;
import dev.tidewire.ingest.parse.ParseOutcome;
import dev.tidewire.ingest.parse.TimeWindow;
import dev.tidewire.ingest.publish.Publisher;
import dev.tidewire.ingest.request.Admission;
import dev.tidewire.ingest.request.Terms;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What all requests share. */
@Singleton
class ReadingsService {
  private static final Logger LOG = Logger.getLogger(ReadingsService.class);

  /** About a millisecond of parsing; unpacking could make any size out of a packed body. */
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
  private volatile @Nullable BodyParser parser;

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

  /** From now on readings can be taken, for a topic of so many partitions. */
  synchronized void open(int partitions) {
    if (parser == null) {
      SeriesCatalog catalog = new SeriesCatalog(partitions, ThreadLocalRandom.current().nextInt());
      parser = new BodyParser(catalog, maxBody(), config.maxReadings());
      LOG.infof("Taking readings for %d partitions", partitions);
    }
  }

  /** Whether readings can be taken; from the moment that the topic is known, as readiness says. */
  boolean isOpen() {
    if (parser == null) {
      kafka.partitions().ifPresent(this::open);
    }
    return parser != null;
  }

  Admission admission() {
    return admission;
  }

  RequestMetrics metrics() {
    return metrics;
  }

  Publisher publisher() {
    return kafka.publisher();
  }

  long maxBody() {
    return config.maxBody().asLongValue();
  }

  long bodyTimeoutMillis() {
    return config.bodyTimeout().toMillis();
  }

  /** Parses small bodies here and now, others on a thread that may take its time. */
  Future<ParseOutcome> parse(ReceivedBody body, Terms.Accepted terms) {
    if (terms.gzip() || body.size() > MAX_PARSED_ON_EVENT_LOOP) {
      return parsers.run(() -> parseNow(body, terms));
    }
    try {
      return Future.succeededFuture(parseNow(body, terms));
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  /**
   * Lets the rest of a refused body run into the void, so that the sender gets to read the answer;
   * a body that does not end soon is cut off.
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

  Problem tooLarge() {
    return Problem.of(
        ProblemType.BODY_TOO_LARGE,
        "The body is larger than %d bytes; send it in smaller pieces.".formatted(maxBody()));
  }

  private ParseOutcome parseNow(ReceivedBody body, Terms.Accepted terms) {
    BodyParser open = parser;
    if (open == null) {
      throw new IllegalStateException("a request was admitted before the topic was known");
    }
    TimeWindow window = TimeWindow.at(clock.instant(), config.maxAge(), config.maxFuture());
    return open.parse(body, terms.format(), terms.gzip(), terms.defaults(), window);
  }
}
