package dev.tidewire.processing.pipeline;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.group.Consumers;
import dev.tidewire.processing.store.Outage;
import dev.tidewire.processing.topic.TopicOutages;
import dev.tidewire.processing.topic.Truncations;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * All that the pipeline waits for: what is away, what is silent and what an operator has to decide.
 * Outages and stopped partitions are in the log already; what is only silent is logged once when it
 * becomes long.
 */
@ApplicationScoped
class Waits {
  private static final Logger LOG = Logger.getLogger(Waits.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);

  /** A healthy poll is shorter, and so is the time between two turns of a consumer. */
  private static final Duration SILENT = Duration.ofSeconds(10);

  private final PipelineState state;
  private final Consumers consumers;
  private final Truncations truncations;
  private final TopicOutages topics;
  private final Clock clock;
  private @Nullable Instant told;

  Waits(
      PipelineState state,
      @Identifier("tidewire") Consumers consumers,
      Truncations truncations,
      TopicOutages topics,
      Clock clock) {
    this.state = state;
    this.consumers = consumers;
    this.truncations = truncations;
    this.topics = topics;
    this.clock = clock;
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    vertx.setPeriodic(PERIOD.toMillis(), tick -> tell());
  }

  List<PipelineReport.Wait> now() {
    List<PipelineReport.Wait> waits = new ArrayList<>();
    state.outages().forEach((name, outage) -> waits.add(wait(name, outage)));
    topics
        .outage(Topics.DEAD_LETTERS)
        .ifPresent(outage -> waits.add(wait("dead-letter-topic", outage)));
    state.timePartitions().ifPresent(outage -> waits.add(wait("time-partitions", outage)));
    silent().ifPresent(waits::add);
    truncations.stopped().forEach(stopped -> waits.add(wait(stopped)));
    return waits;
  }

  private static PipelineReport.Wait wait(String name, Outage outage) {
    return new PipelineReport.Wait(name, outage.since(), outage.cause());
  }

  private static PipelineReport.Wait wait(Truncations.Stopped stopped) {
    return new PipelineReport.Wait(
        "partition-" + stopped.truncation().partition(),
        stopped.since(),
        "the partition ended at offset %d, below its watermark %d, and is not stored until an operator decides"
            .formatted(stopped.truncation().end(), stopped.truncation().watermark()));
  }

  /** What makes no progress although nothing that it needs is away. */
  private Optional<PipelineReport.Wait> silent() {
    Optional<PipelineReport.Wait> poll =
        state
            .quietSince()
            .filter(since -> state.outages().isEmpty() && isLong(since))
            .map(since -> wait("poll", since, "nothing of a poll in work has been stored"));
    return poll.or(
        () ->
            consumers
                .silentSince()
                .filter(this::isLong)
                .map(since -> wait("consumer", since, "the thread of a consumer does not run")));
  }

  private static PipelineReport.Wait wait(String name, Instant since, String cause) {
    return new PipelineReport.Wait(
        name, since, cause + ", for no known reason; if this lasts, liveness fails");
  }

  private boolean isLong(Instant since) {
    return since.plus(SILENT).isBefore(clock.instant());
  }

  private void tell() {
    PipelineReport.Wait silent = silent().orElse(null);
    if (silent != null && told == null) {
      LOG.warnf("Since %s, %s", silent.since(), silent.cause());
    }
    told = silent == null ? null : silent.since();
  }
}
