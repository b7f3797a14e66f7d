package dev.tidewire.processing;

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
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the dead-letter topic from where it stood when this was made. */
final class DeadLetters implements AutoCloseable {
  record Letter(DeadLetterEnvelope envelope, byte[] value) {}

  private final KafkaConsumer<byte[], byte[]> consumer =
      new KafkaConsumer<>(
          Map.of(
              ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, TestStack.shared().kafkaBootstrapServers()),
          new ByteArrayDeserializer(),
          new ByteArrayDeserializer());
  private final List<Letter> letters = new ArrayList<>();

  DeadLetters() {
    List<TopicPartition> partitions =
        IntStream.range(0, Topics.PARTITIONS)
            .mapToObj(index -> new TopicPartition(Topics.DEAD_LETTERS.topicName(), index))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** All that have come since. */
  List<Letter> read() {
    consumer.poll(Duration.ofMillis(200)).forEach(record -> letters.add(letter(record)));
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
