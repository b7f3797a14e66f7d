package dev.tidewire.processing.pipeline;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.Periodic;
import dev.tidewire.processing.group.Consumers;
import dev.tidewire.processing.merge.MergeScope;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Measures the consumer group's lag every five seconds, in records. A record holds one batch of
 * readings.
 */
@ApplicationScoped
class LagMonitor {
  private static final Duration PERIOD = Duration.ofSeconds(5);

  private final GroupOffsets offsets;
  private final Consumers consumers;
  private final PipelineState state;
  private final MergeScope merges;
  private final MeterRegistry registry;
  private final Clock clock;
  private int gauges;
  private final Periodic measuring = new Periodic("Measuring the lag", PERIOD, this::measure);

  LagMonitor(
      GroupOffsets offsets,
      @Identifier("tidewire") Consumers consumers,
      PipelineState state,
      MergeScope merges,
      MeterRegistry registry,
      Clock clock) {
    this.offsets = offsets;
    this.consumers = consumers;
    this.state = state;
    this.merges = merges;
    this.registry = registry;
    this.clock = clock;
    Gauge.builder("tidewire.consumer.lag.measured", this::measuredAt)
        .description(
            "When the broker last reported the lag, in seconds since 1970; 0 before its first"
                + " report")
        .baseUnit("seconds")
        .register(registry);
    gauge(Topics.PARTITIONS);
  }

  void start(@Observes StartupEvent started) {
    measuring.start();
  }

  @PreDestroy
  void stop() {
    measuring.stop();
  }

  private Uni<Void> measure() {
    return offsets.lags().invoke(this::publish).replaceWithVoid();
  }

  private void publish(List<PartitionLag> lags) {
    gauge(lags.size());
    merges.partitions(lags.size());
    state.lag(new Lag(clock.instant(), lags), read());
  }

  /** The partitions that this process owns and reads. */
  private Set<Integer> read() {
    String topic = Topics.READINGS.topicName();
    Set<Integer> read = consumers.partitions(topic);
    read.removeAll(consumers.held(topic));
    return read;
  }

  /** A topic may have another number of partitions than the default, and may get more. */
  private synchronized void gauge(int partitions) {
    for (; gauges < partitions; gauges++) {
      gauge(
          "tidewire.consumer.lag",
          "Records of the partition that are not yet stored and committed",
          PartitionLag::records);
      gauge(
          "tidewire.consumer.offset",
          "Offset below which every record of the partition is stored and committed",
          PartitionLag::committed);
    }
  }

  private void gauge(String name, String description, ToLongFunction<PartitionLag> figure) {
    int partition = gauges;
    Gauge.builder(name, () -> of(partition, figure))
        .description(description)
        .tag("partition", Integer.toString(partition))
        .register(registry);
  }

  private double measuredAt() {
    Instant measured = state.lag().measuredAt();
    return measured == null ? 0 : measured.toEpochMilli() / 1_000.0;
  }

  /** NaN before the broker's first report, so that an unknown lag does not look like zero. */
  private double of(int partition, ToLongFunction<PartitionLag> figure) {
    List<PartitionLag> lags = state.lag().partitions();
    return partition < lags.size() ? figure.applyAsLong(lags.get(partition)) : Double.NaN;
  }
}
