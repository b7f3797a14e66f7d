package dev.tidewire.ingest.http;

import dev.tidewire.ingest.IngestConfig;
import dev.tidewire.ingest.batch.SeriesCatalog;
import dev.tidewire.ingest.exchange.ReceivedBody;
import dev.tidewire.ingest.intake.BodyReader;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.ingest.intake.TimeLimits;
import dev.tidewire.ingest.route.Terms;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Parses small bodies on the event loop, and others on threads that may take their time. */
final class Parsing {
  private static final Logger LOG = Logger.getLogger(Parsing.class);

  /** About a millisecond of parsing; a packed body can become any size. */
  private static final int MAX_PARSED_ON_EVENT_LOOP = 131_072;

  private final IngestConfig config;
  private final ParserPool pool;
  private volatile @Nullable BodyReader reader;

  Parsing(IngestConfig config, Vertx vertx, MeterRegistry registry) {
    this.config = config;
    int threads = config.parseThreads().orElseGet(Runtime.getRuntime()::availableProcessors);
    this.pool = new ParserPool(vertx, threads, registry);
  }

  /** Can parse from now on, for a topic with this number of partitions. */
  synchronized void open(int partitions) {
    if (reader == null) {
      SeriesCatalog catalog = new SeriesCatalog(partitions, ThreadLocalRandom.current().nextInt());
      TimeLimits times = new TimeLimits(config.minTime(), config.maxAge(), config.maxFuture());
      reader = new BodyReader(catalog, times, config.maxBody().asLongValue(), config.maxReadings());
      LOG.infof("Accepting readings for %d partitions", partitions);
    }
  }

  boolean isOpen() {
    return reader != null;
  }

  /** Calls one of the two on the event loop that calls this. */
  void parse(
      ReceivedBody body, Terms.Accepted terms, Consumer<ParseOutcome> parsed, Runnable failed) {
    if (terms.coding().isPacked() || body.size() > MAX_PARSED_ON_EVENT_LOOP) {
      pool.run(() -> parseNow(body, terms))
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

  private ParseOutcome parseNow(ReceivedBody body, Terms.Accepted terms) {
    BodyReader open = reader;
    if (open == null) {
      throw new IllegalStateException("a request was admitted before the topic was known");
    }
    return open.read(body, terms.coding(), terms.format(), terms.facts());
  }

  private static void failed(Throwable cause, Runnable failed) {
    LOG.error("A request failed through a fault of this service", cause);
    failed.run();
  }
}
