package dev.tidewire.ingest.kafka;

import dev.tidewire.contract.Topics;
import dev.tidewire.ingest.publish.Publisher;
import dev.tidewire.platform.broker.ReadingsBroker.Topic;
import dev.tidewire.platform.broker.TopicWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The publisher on a producer that acknowledges when a test says so. */
public final class MockKafka {
  public static final int PARTITIONS = 12;

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(
          cluster(), false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
        @Override
        public synchronized Future<RecordMetadata> send(
            ProducerRecord<byte[], byte[]> batch, Callback callback) {
          RuntimeException failure = passes-- > 0 ? null : failures.poll();
          if (failure == null) {
            return super.send(batch, callback);
          }
          callback.onCompletion(null, failure);
          return CompletableFuture.failedFuture(failure);
        }
      };

  private final Queue<RuntimeException> failures = new ArrayDeque<>();
  private int passes;
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private boolean connected = true;
  private final KafkaState state = new KafkaState(() -> connected, () -> 0);
  private final KafkaPublisher publisher =
      new KafkaPublisher(
          producer,
          state,
          new PublishMetrics(registry),
          new PublishTracing(null),
          new TopicWatch(this::topic, () -> 0));

  private CompletableFuture<Topic> topic =
      CompletableFuture.failedFuture(new IllegalStateException("not told"));

  private CompletableFuture<Topic> topic() {
    return topic;
  }

  /** The broker tells the id of the topic from now on. */
  public MockKafka withTopic(UUID id) {
    topic = CompletableFuture.completedFuture(new Topic(id, PARTITIONS));
    return this;
  }

  public Publisher publisher() {
    return publisher;
  }

  public List<ProducerRecord<byte[], byte[]>> sent() {
    return producer.history();
  }

  /** The oldest batch that waits is acknowledged, on the producer's own thread. */
  public void acknowledge() {
    CompletableFuture.runAsync(producer::completeNext).join();
  }

  /** The oldest batch that waits fails, on the producer's own thread. */
  public void fail(RuntimeException failure) {
    CompletableFuture.runAsync(() -> producer.errorNext(failure)).join();
  }

  /** The next batch fails before it is with the producer, as the producer tells it. */
  void failNext(RuntimeException failure) {
    failAfter(0, failure);
  }

  /** So does the one after so many more. */
  void failAfter(int more, RuntimeException failure) {
    passes = more;
    failures.add(failure);
  }

  void disconnect() {
    connected = false;
  }

  MockProducer<byte[], byte[]> producer() {
    return producer;
  }

  KafkaState state() {
    return state;
  }

  double unacknowledged() {
    return registry.get("tidewire.ingest.readings.unacknowledged").counter().count();
  }

  private static Cluster cluster() {
    Node node = new Node(1, "localhost", 1);
    Node[] nodes = {node};
    List<PartitionInfo> partitions =
        IntStream.range(0, PARTITIONS)
            .mapToObj(i -> new PartitionInfo(Topics.READINGS.topicName(), i, node, nodes, nodes))
            .toList();
    return new Cluster("mock", List.of(node), partitions, Set.of(), Set.of());
  }
}
