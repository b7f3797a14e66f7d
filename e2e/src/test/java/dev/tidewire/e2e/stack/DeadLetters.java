package dev.tidewire.e2e.stack;

import dev.tidewire.contract.DeadLetterEnvelope;
import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The dead letters that were written since this was made. */
public final class DeadLetters implements AutoCloseable {
  /** One of them. */
  public record Letter(DeadLetterEnvelope envelope, byte[] value) {}

  private final KafkaConsumer<byte[], byte[]> consumer =
      new KafkaConsumer<>(
          Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()),
          new ByteArrayDeserializer(),
          new ByteArrayDeserializer());

  public DeadLetters() {
    List<TopicPartition> partitions =
        IntStream.range(0, Topics.PARTITIONS)
            .mapToObj(index -> new TopicPartition(Topics.DEAD_LETTERS.topicName(), index))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** Those that have come since the last call. */
  public List<Letter> read() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    List<Letter> letters = new ArrayList<>();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(Duration.ofMillis(100)).forEach(record -> letters.add(letter(record)));
    }
    return letters;
  }

  private static Letter letter(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return new Letter(DeadLetterEnvelope.fromHeaders(headers), record.value());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
