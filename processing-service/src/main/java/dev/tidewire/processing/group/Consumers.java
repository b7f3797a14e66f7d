package dev.tidewire.processing.group;

import dev.tidewire.processing.ProcessingConfig;
import io.quarkus.runtime.Quarkus;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jboss.logging.Logger;

/** The consumers of this process. Each commits through {@link OffsetCommits}. */
@ApplicationScoped
@Identifier("tidewire")
public class Consumers implements KafkaCommitHandler.Factory, PartitionHolds, PartitionLegs {
  private static final Logger LOG = Logger.getLogger(Consumers.class);

  private final List<OffsetCommits> all = new CopyOnWriteArrayList<>();
  private final Duration patience;
  private final Clock clock;

  /** Begins without any. */
  public Consumers(ProcessingConfig config, Clock clock) {
    this.patience = config.stuckAfter();
    this.clock = clock;
  }

  @Override
  public KafkaCommitHandler create(
      KafkaConnectorIncomingConfiguration config,
      Vertx vertx,
      KafkaConsumer<?, ?> consumer,
      BiConsumer<Throwable, Boolean> reportFailure) {
    int intervalMillis =
        config.config().getValue(ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG, Integer.class);
    String id =
        String.valueOf(consumer.configuration().get(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
    OffsetCommits commits =
        new OffsetCommits(
            config.getTopic().orElse(config.getChannel()),
            Duration.ofMillis(intervalMillis),
            vertx,
            consumer,
            () -> fenced(id),
            clock);
    all.add(commits);
    return commits;
  }

  /** The partitions of the topic that the consumers of this process own. */
  public Set<Integer> partitions(String topic) {
    return of(topic)
        .flatMap(consumer -> consumer.partitions().stream())
        .collect(Collectors.toSet());
  }

  @Override
  public Map<Integer, Leg> legs(String topic) {
    Map<Integer, Leg> legs = new HashMap<>();
    of(topic)
        .forEach(
            consumer ->
                consumer
                    .legs()
                    .forEach((partition, leg) -> legs.merge(partition, leg, Consumers::later)));
    return legs;
  }

  @Override
  public List<Passed> passed(String topic) {
    return of(topic).flatMap(consumer -> consumer.passed().stream()).toList();
  }

  /** A consumer that has lost a partition without notice may not know it yet. */
  private static Leg later(Leg one, Leg other) {
    return one.number() > other.number() ? one : other;
  }

  @Override
  public Uni<Void> place(String topic, Map<Integer, LegStart> starts) {
    return Multi.createFrom()
        .items(of(topic))
        .onItem()
        .transformToUniAndConcatenate(consumer -> consumer.place(starts))
        .onItem()
        .ignoreAsUni();
  }

  @Override
  public void hold(String topic, int partition) {
    of(topic).forEach(consumer -> consumer.hold(partition));
  }

  @Override
  public Set<Integer> held(String topic) {
    return of(topic).flatMap(consumer -> consumer.held().stream()).collect(Collectors.toSet());
  }

  private Stream<OffsetCommits> of(String topic) {
    return all.stream().filter(consumer -> consumer.topic().equals(topic));
  }

  /** Since when the thread of a consumer has not run, of the one that has waited longest. */
  public Optional<Instant> silentSince() {
    return all.stream().flatMap(one -> one.silentSince().stream()).min(Comparator.naturalOrder());
  }

  /**
   * Whether a consumer has ended unexpectedly. It owns nothing, so no lag shows it, and it never
   * will.
   */
  public boolean haveStopped() {
    return all.stream().anyMatch(consumer -> consumer.hasStopped(patience));
  }

  private static void fenced(String id) {
    LOG.fatalf(
        "Another process has joined with the same identity, %s, and has taken over the partitions"
            + " of this one. This process ends. Set a different tidewire.processing.instance-id for"
            + " each replica, or none.",
        id);
    Quarkus.asyncExit(1);
  }
}
