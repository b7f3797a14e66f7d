package dev.tidewire.processing.pipeline;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.group.Consumers;
import dev.tidewire.processing.merge.MergeReport;
import dev.tidewire.processing.merge.MergeReporter;
import dev.tidewire.processing.pipeline.PipelineReport.BreakerState;
import dev.tidewire.processing.pipeline.PipelineReport.LagReport;
import dev.tidewire.processing.pipeline.PipelineReport.OldestUnstored;
import dev.tidewire.processing.pipeline.PipelineReport.State;
import dev.tidewire.processing.pipeline.PipelineReport.Waiting;
import dev.tidewire.processing.store.Outage;
import dev.tidewire.processing.store.StoreGuard;
import dev.tidewire.processing.topic.LostRecords;
import dev.tidewire.processing.topic.Truncations;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports what the pipeline is doing. */
@ApplicationScoped
public class PipelineReporter {
  private final PipelineState state;
  private final Consumers consumers;
  private final StoreGuard guard;
  private final Waits waits;
  private final Truncations truncations;
  private final LostRecords lost;
  private final Throughput throughput;
  private final MergeReporter merges;
  private final Clock clock;

  PipelineReporter(
      PipelineState state,
      @Identifier("tidewire") Consumers consumers,
      StoreGuard guard,
      Waits waits,
      Truncations truncations,
      LostRecords lost,
      Throughput throughput,
      MergeReporter merges,
      Clock clock) {
    this.state = state;
    this.consumers = consumers;
    this.guard = guard;
    this.waits = waits;
    this.truncations = truncations;
    this.lost = lost;
    this.throughput = throughput;
    this.merges = merges;
    this.clock = clock;
  }

  /** As it is now. */
  public PipelineReport report() {
    Optional<Outage> outage = state.outage();
    Optional<Instant> oldest = state.oldestUnstored();
    Lag lag = state.lag();
    MergeReport merging = merges.report();
    State word =
        State.of(
            outage.isPresent(),
            state.isStuck() || consumers.haveStopped(),
            !truncations.held().isEmpty(),
            oldest.isPresent(),
            lag,
            consumers.partitions(Topics.READINGS.topicName()),
            clock.instant());
    return new PipelineReport(
        word.code(),
        sentence(word, outage, merging.behind() != null),
        BreakerState.of(guard.breaker()),
        outage.map(PipelineReporter::waiting).orElse(null),
        waits.now(),
        lost.total(),
        LagReport.of(lag),
        oldest.map(this::unstored).orElse(null),
        throughput.rates(),
        merging,
        state.lastError().orElse(null));
  }

  private static String sentence(State word, Optional<Outage> outage, boolean slows) {
    return switch (word) {
      case UNKNOWN ->
          "Kafka does not report how many readings wait. This process has stored all readings that"
              + " it received, and polls for more.";
      case IDLE -> "Every reading is stored.";
      case HELD_BACK ->
          "Records wait in Kafka behind an open transaction of another producer (`heldBack`): nobody may"
              + " read them until it ends. All others are stored.";
      case STORING ->
          slows
              ? "Readings are being stored, slowed down because merging is behind: each poll waits up"
                  + " to a second."
              : "Readings are being stored.";
      case UNASSIGNED ->
          "Readings wait in Kafka, in partitions that this process does not own: other processes"
              + " own them, or the group is rebalancing, which takes less than a minute.";
      case WAITING ->
          "Readings wait in Kafka; none is lost. Cause: %s. Storing resumes automatically once it is fixed."
              .formatted(outage.map(Outage::cause).orElse("unknown"));
      case STUCK ->
          "Readings wait in Kafka, and this process does not store them for no known reason. Its"
              + " liveness probe fails so that it is restarted.";
      case STOPPED ->
          "Readings of a partition wait in Kafka until an operator decides, because the partition ends"
              + " below its watermark. Those of other partitions are stored.";
    };
  }

  private static @Nullable Waiting waiting(Outage outage) {
    return new Waiting(outage.since(), outage.attempts(), outage.cause());
  }

  private OldestUnstored unstored(Instant time) {
    long millis = Math.max(0, Duration.between(time, clock.instant()).toMillis());
    return new OldestUnstored(time, millis / 1_000.0);
  }
}
