package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.store.StoreMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The rates of this process over the last minute. */
@ApplicationScoped
class Throughput {
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final int SAMPLES_OF_A_MINUTE = 13;

  private final RateWindow stored = new RateWindow(SAMPLES_OF_A_MINUTE);
  private final RateWindow deadLetters = new RateWindow(SAMPLES_OF_A_MINUTE);
  private final RateWindow retries = new RateWindow(SAMPLES_OF_A_MINUTE);
  private final Vertx vertx;
  private final StoreMetrics metrics;
  private final Clock clock;
  private long timer;

  Throughput(Vertx vertx, StoreMetrics metrics, Clock clock) {
    this.vertx = vertx;
    this.metrics = metrics;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started) {
    sample();
    timer = vertx.setPeriodic(PERIOD.toMillis(), now -> sample());
  }

  void stop(@Observes ShutdownEvent stopping) {
    vertx.cancelTimer(timer);
  }

  private void sample() {
    Instant now = clock.instant();
    stored.sample(now, metrics.storedTotal());
    deadLetters.sample(now, metrics.deadLettersTotal());
    retries.sample(now, metrics.retriesTotal());
  }

  PipelineReport.Rates rates() {
    return new PipelineReport.Rates(
        stored.perSecond(), deadLetters.perSecond(), retries.perSecond());
  }
}
