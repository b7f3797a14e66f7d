package dev.tidewire.ingest.http;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.ingest.IngestConfig;
import dev.tidewire.ingest.admission.Admission;
import dev.tidewire.ingest.batch.ReceiptTimes;
import dev.tidewire.ingest.batch.SeriesCatalog;
import dev.tidewire.ingest.exchange.Arrived;
import dev.tidewire.ingest.exchange.PatientEffort;
import dev.tidewire.ingest.exchange.Problems;
import dev.tidewire.ingest.intake.BodyReader;
import dev.tidewire.ingest.intake.BriefEffort;
import dev.tidewire.ingest.intake.Effort;
import dev.tidewire.ingest.intake.OverlongException;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.ingest.intake.TimeLimits;
import dev.tidewire.ingest.route.Terms;
import dev.tidewire.platform.text.KeyedHash;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Parses each body where it delays nobody: a small one on the event loop, a small packed one on a
 * thread for bodies that take a moment, and a large one on threads that may take their time. A body
 * that takes longer than it may where it is goes on to the next place, and is read anew there.
 */
final class Parsing {
  private static final Logger LOG = Logger.getLogger(Parsing.class);

  /** Several times what a good body takes that is as large as it may be here. */
  private static final Duration ON_EVENT_LOOP = Duration.ofMillis(5);

  private static final Duration FOR_A_MOMENT = Duration.ofMillis(50);

  private final IngestConfig config;
  private final ParserPool brief;
  private final ParserPool patient;
  private final ReceiptTimes receipts = new ReceiptTimes();

  /** One for all catalogs: what formats remember of series outlives them. */
  private final KeyedHash hashes = new KeyedHash();

  private volatile @Nullable BodyReader reader;
  private volatile int readersPartitions;

  Parsing(IngestConfig config, Vertx vertx, MeterRegistry registry) {
    this.config = config;
    int threads = config.parseThreads().orElseGet(Runtime.getRuntime()::availableProcessors);
    this.brief = new ParserPool(vertx, "brief", 1, registry);
    this.patient = new ParserPool(vertx, "patient", threads, registry);
  }

  /** Parses from now on for a topic with this number of partitions. */
  synchronized void open(int partitions) {
    if (reader == null || partitions != readersPartitions) {
      SeriesCatalog catalog = new SeriesCatalog(partitions, hashes);
      TimeLimits times =
          new TimeLimits(
              config.minTime(),
              config.maxAge(),
              config.maxFuture(),
              config.tooOld(),
              config.tooNew());
      reader =
          new BodyReader(
              catalog, receipts, times, config.maxBody().asLongValue(), config.maxReadings());
      readersPartitions = partitions;
      LOG.infof("Accepting readings for %d partitions", partitions);
    }
  }

  /** When a request is received that begins now: later than all that has been given out. */
  long received(Instant now) {
    return receipts.take(ReadingTime.toMicros(now), 1);
  }

  boolean isOpen() {
    return reader != null;
  }

  /** For how many it parses; the parser for them is in place. */
  int partitions() {
    return readersPartitions;
  }

  /** Calls one of the two on the event loop that calls this. */
  void parse(Arrived request, Consumer<ParseOutcome> parsed, Runnable failed) {
    if (request.body().size() > Admission.LARGEST_SMALL) {
      patiently(request, parsed, failed);
    } else if (request.terms().coding().isPacked()) {
      briefly(request, parsed, failed);
    } else {
      ParseOutcome outcome = attempt(request, ON_EVENT_LOOP);
      if (outcome != null) {
        parsed.accept(outcome);
      } else {
        briefly(request, parsed, failed);
      }
    }
  }

  private void briefly(Arrived request, Consumer<ParseOutcome> parsed, Runnable failed) {
    brief
        .run(() -> attempt(request, FOR_A_MOMENT))
        .onSuccess(
            outcome -> {
              if (outcome != null) {
                parsed.accept(outcome);
              } else {
                patiently(request, parsed, failed);
              }
            })
        .onFailure(cause -> failed(cause, failed));
  }

  private void patiently(Arrived request, Consumer<ParseOutcome> parsed, Runnable failed) {
    if (!request.room().enlarge()) {
      parsed.accept(new ParseOutcome.Refused(Problems.OVERLOADED));
      return;
    }
    patient
        .run(() -> inTurn(request))
        .onSuccess(parsed::accept)
        .onFailure(cause -> failed(cause, failed));
  }

  /** What was ahead may have been small, and have taken long nevertheless. */
  private ParseOutcome inTurn(Arrived request) {
    return request.room().isOverdue()
        ? new ParseOutcome.Refused(Problems.OVERLOADED)
        : read(
            request,
            request.body().drain(),
            new PatientEffort(request.room(), request.body().size()));
  }

  /** What the body holds, or null when reading it takes longer. */
  private @Nullable ParseOutcome attempt(Arrived request, Duration limit) {
    try {
      return read(request, request.body().open(), new BriefEffort(limit, System::nanoTime));
    } catch (OverlongException goesOnElsewhere) {
      return null;
    }
  }

  private ParseOutcome read(Arrived request, InputStream body, Effort effort) {
    BodyReader open = reader;
    if (open == null) {
      throw new IllegalStateException("a request was admitted before the topic was known");
    }
    Terms.Accepted terms = request.terms();
    ParseOutcome outcome =
        open.read(body, terms.coding(), terms.format(), terms.facts(), request.share(), effort);
    return request.charged(outcome);
  }

  private static void failed(Throwable cause, Runnable failed) {
    LOG.error("A request failed through a fault of this service", cause);
    failed.run();
  }
}
