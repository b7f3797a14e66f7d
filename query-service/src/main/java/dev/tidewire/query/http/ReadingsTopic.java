package dev.tidewire.query.http;

import dev.tidewire.platform.broker.ReadingsBroker;
import dev.tidewire.platform.broker.ReadingsBroker.Topic;
import dev.tidewire.platform.broker.TopicWatch;
import dev.tidewire.query.progress.Ends;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What the broker tells about the readings topic. Without a broker, answers say less. */
@Singleton
class ReadingsTopic implements Ends {
  private final ReadingsBroker broker;
  private final TopicWatch watch;

  ReadingsTopic(@Identifier("default-kafka-broker") Map<String, Object> operators) {
    this.broker = new ReadingsBroker(operators, "tidewire-query-admin");
    this.watch = new TopicWatch(broker::topic, System::nanoTime);
  }

  /** The topic, as it was at most a second ago; empty where the broker does not tell. */
  CompletableFuture<Optional<Topic>> known() {
    return watch.topic();
  }

  /** The ends of its partitions now; none where the broker does not tell. Never fails. */
  CompletableFuture<Map<Integer, Long>> ends(Optional<Topic> known) {
    return known
        .map(topic -> broker.ends(topic.all()).exceptionally(silent -> Map.of()))
        .orElseGet(() -> CompletableFuture.completedFuture(Map.of()));
  }

  @Override
  public CompletableFuture<Topic> topic() {
    return broker.topic();
  }

  @Override
  public CompletableFuture<Map<Integer, Long>> now(Set<Integer> partitions) {
    return broker.ends(partitions);
  }

  @Override
  public CompletableFuture<Map<Integer, Long>> since(Instant time, Map<Integer, Long> now) {
    return broker.firstSince(time, now);
  }

  @PreDestroy
  void close() {
    broker.close();
  }
}
