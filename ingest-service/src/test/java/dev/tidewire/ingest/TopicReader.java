package dev.tidewire.ingest;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what has been written to the topic since this reader was made, or told to skip. */
public final class TopicReader implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;

  /** Reads from the present end of the topic on. */
  public TopicReader() {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.READINGS.topicName()).stream()
            .map((PartitionInfo info) -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    skip();
  }

  /** Skips what is there by now. */
  void skip() {
    consumer.seekToEnd(consumer.assignment());
    consumer.assignment().forEach(consumer::position);
  }

  /** The present ends of the topic. */
  Map<TopicPartition, Long> ends() {
    return consumer.endOffsets(consumer.assignment());
  }

  /** All records up to the present end of the topic. */
  public List<ConsumerRecord<byte[], byte[]>> records() {
    Map<TopicPartition, Long> ends = ends();
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(Duration.ofMillis(100)).forEach(records::add);
    }
    return records;
  }

  /** All readings up to the present end of the topic, in the order of each partition. */
  public List<SensorReading> readings() {
    return records().stream().flatMap(record -> readings(record).stream()).toList();
  }

  /** The readings of a record. */
  public static List<SensorReading> readings(ConsumerRecord<byte[], byte[]> record) {
    List<SensorReading> readings = new ArrayList<>();
    for (SeriesReadings series :
        ((ReadingBatch) ReadingBatchCodec.decode(record.value())).series()) {
      for (int i = 0; i < series.size(); i++) {
        readings.add(series.reading(i));
      }
    }
    return readings;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
