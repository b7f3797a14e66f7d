package dev.tidewire.processing.pipeline;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.group.Consumers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The consumer group's lag, asked from the broker itself: true also while the consumer is paused,
 * and for partitions that nobody reads. Counted in records; a record holds one batch of readings.
 */
@ApplicationScoped
class LagMonitor {
  private static final Logger LOG = Logger.getLogger(LagMonitor.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);

  private final Admin admin;
  private final String group;
  private final Consumers consumers;
  private final PipelineState state;
  private final Clock clock = Clock.systemUTC();
  private @Nullable Cancellable timer;

  LagMonitor(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "mp.messaging.incoming.readings.group.id") String group,
      @Identifier("tidewire") Consumers consumers,
      PipelineState state,
      MeterRegistry registry) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put(AdminClientConfig.CLIENT_ID_CONFIG, "tidewire-lag");
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PERIOD.toMillis());
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PERIOD.toMillis());
    this.admin = Admin.create(config);
    this.group = group;
    this.consumers = consumers;
    this.state = state;
    Gauge.builder("tidewire.consumer.lag.measured", this::measuredAt)
        .description("When the broker last told the lag, in seconds since 1970; 0 before it has")
        .baseUnit("seconds")
        .register(registry);
    for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
      int index = partition;
      Gauge.builder("tidewire.consumer.lag", () -> of(index, PartitionLag::records))
          .description("Records of the partition that are not yet stored and committed")
          .tag("partition", Integer.toString(index))
          .register(registry);
      Gauge.builder("tidewire.consumer.offset", () -> of(index, PartitionLag::committed))
          .description("Offset below which every record of the partition is stored and committed")
          .tag("partition", Integer.toString(index))
          .register(registry);
    }
  }

  void start(@Observes StartupEvent started) {
    timer =
        Multi.createFrom()
            .ticks()
            .every(PERIOD)
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(tick -> measure())
            .subscribe()
            .with(total -> {}, failure -> LOG.error("The lag is no longer measured", failure));
  }

  @PreDestroy
  void stop() {
    if (timer != null) {
      timer.cancel();
    }
    admin.close(Duration.ofSeconds(1));
  }

  private Uni<Long> measure() {
    Uni<Map<TopicPartition, OffsetAndMetadata>> committed =
        Uni.createFrom()
            .completionStage(
                () ->
                    admin
                        .listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .toCompletionStage());
    Uni<Map<TopicPartition, ListOffsetsResultInfo>> earliest = offsets(OffsetSpec.earliest());
    Uni<Map<TopicPartition, ListOffsetsResultInfo>> latest = offsets(OffsetSpec.latest());
    return Uni.combine()
        .all()
        .unis(committed, earliest, latest)
        .with(this::publish)
        .onFailure()
        .invoke(failure -> LOG.debugf("The lag is unknown: %s", failure))
        .onFailure()
        .recoverWithItem(-1L);
  }

  private Uni<Map<TopicPartition, ListOffsetsResultInfo>> offsets(OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> wanted =
        IntStream.range(0, Topics.PARTITIONS)
            .mapToObj(index -> new TopicPartition(Topics.READINGS.topicName(), index))
            .collect(Collectors.toMap(partition -> partition, partition -> spec));
    return Uni.createFrom()
        .completionStage(() -> admin.listOffsets(wanted).all().toCompletionStage());
  }

  private long publish(
      Map<TopicPartition, OffsetAndMetadata> committed,
      Map<TopicPartition, ListOffsetsResultInfo> earliest,
      Map<TopicPartition, ListOffsetsResultInfo> latest) {
    List<PartitionLag> lags = new ArrayList<>(Topics.PARTITIONS);
    for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
      lags.add(lag(partition, committed, earliest, latest));
    }
    Lag measured = new Lag(clock.instant(), List.copyOf(lags));
    state.lag(measured, consumers.partitions(Topics.READINGS.topicName()));
    return measured.records();
  }

  private static PartitionLag lag(
      int partition,
      Map<TopicPartition, OffsetAndMetadata> committed,
      Map<TopicPartition, ListOffsetsResultInfo> earliest,
      Map<TopicPartition, ListOffsetsResultInfo> latest) {
    TopicPartition key = new TopicPartition(Topics.READINGS.topicName(), partition);
    OffsetAndMetadata done = committed.get(key);
    long first = offset(earliest, key);
    long end = offset(latest, key);
    // Nothing committed yet is all there is; what retention has deleted is not waited for.
    long from = done != null ? Math.max(first, done.offset()) : first;
    return new PartitionLag(partition, from, end, Math.max(0, end - from));
  }

  private static long offset(
      Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
    return Objects.requireNonNull(offsets.get(partition), "the broker left a partition out")
        .offset();
  }

  private double measuredAt() {
    Instant measured = state.lag().measuredAt();
    return measured == null ? 0 : measured.toEpochMilli() / 1_000.0;
  }

  /** Not a number while the broker has never told: nobody should take silence for zero. */
  private double of(int partition, ToLongFunction<PartitionLag> figure) {
    List<PartitionLag> lags = state.lag().partitions();
    return lags.isEmpty() ? Double.NaN : figure.applyAsLong(lags.get(partition));
  }
}
