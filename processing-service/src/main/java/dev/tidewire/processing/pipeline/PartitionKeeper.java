package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.Periodic;
import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.store.FailureReport;
import dev.tidewire.processing.store.Outage;
import dev.tidewire.processing.store.PartitionCatalog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Creates the time partitions of the near future at the start and every hour. Each pass creates
 * what is needed for the next two hours, so that the configured number of partitions exists at any
 * time, even when one pass fails.
 */
@ApplicationScoped
class PartitionKeeper {
  private static final Logger LOG = Logger.getLogger(PartitionKeeper.class);
  private static final Duration PERIOD = Duration.ofHours(1);
  private static final Duration LASTING = PERIOD.multipliedBy(2);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final PartitionCatalog partitions;
  private final Duration timeout;
  private volatile boolean hasPartitions;
  private final PipelineState state;
  private final Clock clock;
  private final Periodic passes = new Periodic("Creating time partitions", PERIOD, this::keep);

  PartitionKeeper(
      PartitionCatalog partitions, PipelineState state, ProcessingConfig config, Clock clock) {
    this.partitions = partitions;
    this.state = state;
    this.timeout = config.store().timeout();
    this.clock = clock;
  }

  void start(@Observes StartupEvent started) {
    passes.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    passes.stop();
  }

  /** Whether the partitions of the present exist; then so do the database and its schema. */
  boolean hasPartitions() {
    return hasPartitions;
  }

  private Uni<Void> keep() {
    return Uni.createFrom()
        .deferred(() -> partitions.ensureAhead(LASTING))
        // On a dead connection no answer would ever come.
        .ifNoItem()
        .after(timeout)
        .fail()
        .onFailure()
        .invoke(this::failed)
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .invoke(this::kept);
  }

  private void kept() {
    hasPartitions = true;
    state.timePartitions(null);
  }

  private void failed(Throwable failure) {
    String cause = FailureReport.of(failure);
    Optional<Outage> before = state.timePartitions();
    state.timePartitions(
        before
            .map(outage -> outage.again(cause))
            .orElseGet(() -> new Outage(clock.instant(), 1, cause)));
    if (before.isEmpty()) {
      LOG.warnf("Time partitions cannot be created; retrying until they can: %s", cause);
    }
  }
}
