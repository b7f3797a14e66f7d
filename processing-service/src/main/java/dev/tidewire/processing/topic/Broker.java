package dev.tidewire.processing.topic;

import dev.tidewire.contract.Topics;
import dev.tidewire.platform.broker.BrokerFailure;
import dev.tidewire.processing.store.Outage;
import dev.tidewire.processing.store.OutageLog;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * All questions to the broker about topics. One that fails is asked again until it is answered.
 * Meanwhile it is an outage, whoever asks: some ask every five seconds, so a broker that has fallen
 * silent is seen also while no poll needs an answer.
 */
@ApplicationScoped
public class Broker implements TopicOutages {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** Only used in questions: as long as the brokers' name is not known, there is no client. */
  private final BrokerCalls calls;

  private final Map<Topics, OutageLog> outages;
  private final TopicSizes sizes = new TopicSizes();

  Broker(BrokerCalls calls, Clock clock) {
    this.calls = calls;
    this.outages =
        Map.of(
            Topics.READINGS,
            new OutageLog("Asking Kafka about the topic", clock),
            Topics.DEAD_LETTERS,
            new OutageLog(
                "Asking Kafka about the dead-letter topic",
                "new letters are perhaps not listed",
                clock));
  }

  /** The topic's id now. A topic that is deleted and created again has another. */
  public Uni<UUID> id(Topics topic) {
    return ask(topic, () -> describe(topic)).map(TopicNow::id);
  }

  /** The bounds of all partitions. */
  public Uni<Map<Integer, Bounds>> bounds(Topics topic) {
    return ask(topic, () -> describe(topic).chain(now -> calls.bounds(topic, now.partitions())));
  }

  /**
   * The bounds of those of the partitions that exist: a topic that was created again may have
   * fewer.
   */
  public Uni<Map<Integer, Bounds>> bounds(Topics topic, Set<Integer> partitions) {
    return ask(
        topic, () -> describe(topic).chain(now -> calls.bounds(topic, both(now, partitions))));
  }

  private static Set<Integer> both(TopicNow now, Set<Integer> partitions) {
    Set<Integer> both = new HashSet<>(partitions);
    both.retainAll(now.partitions());
    return both;
  }

  /** What the group has committed of the topic, by partition; without those it has not. */
  public Uni<Map<Integer, GroupOffset>> committed(String group, Topics topic) {
    return ask(topic, () -> calls.committed(group, topic));
  }

  @Override
  public Optional<Outage> outage(Topics topic) {
    return log(topic).current();
  }

  private Uni<TopicNow> describe(Topics topic) {
    return calls.describe(topic).invoke(now -> sizes.see(topic, now));
  }

  private <T> Uni<T> ask(Topics topic, Supplier<Uni<T>> question) {
    Object asker = new Object();
    return Uni.createFrom()
        .deferred(() -> question.get())
        .onFailure()
        .invoke(failure -> log(topic).failed(asker, cause(topic, failure)))
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .onTermination()
        .invoke(() -> log(topic).succeeded(asker));
  }

  private OutageLog log(Topics topic) {
    return Objects.requireNonNull(outages.get(topic));
  }

  /** Without what differs at each time-out, so that the log has it once. */
  private static String cause(Topics topic, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof TimeoutException
        ? "Kafka does not answer within %d s".formatted(BrokerAdmin.TIMEOUT.toSeconds())
        : "Kafka does not tell about %s: %s".formatted(topic.topicName(), BrokerFailure.of(cause));
  }
}
