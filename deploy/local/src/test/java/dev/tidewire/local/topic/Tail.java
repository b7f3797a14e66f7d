package dev.tidewire.local.topic;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what is written to a topic directly from the broker, without the proxies that inject
 * network faults.
 */
public final class Tail implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer =
      new KafkaConsumer<>(
          Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()),
          new ByteArrayDeserializer(),
          new ByteArrayDeserializer());

  private Tail(Topics topic) {
    consumer.assign(
        IntStream.range(0, topic.partitions())
            .mapToObj(index -> new TopicPartition(topic.topicName(), index))
            .toList());
  }

  /** Starts with the next record that is written. */
  public static Tail of(Topics topic) {
    Tail tail = new Tail(topic);
    tail.consumer.seekToEnd(tail.consumer.assignment());
    tail.consumer.assignment().forEach(tail.consumer::position);
    return tail;
  }

  /** Starts with the oldest record. */
  public static Tail fromStart(Topics topic) {
    Tail tail = new Tail(topic);
    tail.consumer.seekToBeginning(List.copyOf(tail.consumer.assignment()));
    return tail;
  }

  /**
   * Reads all records up to the current end offsets, each of them once, with as many polls as
   * necessary.
   */
  public void read(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(Duration.ofMillis(100)).forEach(reader);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
