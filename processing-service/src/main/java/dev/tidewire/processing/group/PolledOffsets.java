package dev.tidewire.processing.group;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells {@link Positions} what each poll returns. Kafka's client calls it on the polling thread,
 * also for a poll that has only passed offsets without records. The connector shows neither those
 * nor the polls that wait in its queue. The first and the last record of each partition get a
 * header with the number of their leg, because the poll itself can carry nothing.
 */
public final class PolledOffsets implements ConsumerInterceptor<byte[], byte[]> {
  private static final String POSITIONS = "tidewire.positions";

  private Positions positions = new Positions();

  /** The settings of a client with such an interceptor. */
  static Map<String, Object> settings() {
    return Map.of(
        ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG,
        List.of(PolledOffsets.class.getName()),
        POSITIONS,
        new Positions());
  }

  /** The positions that the interceptor of a client with these settings writes to. */
  static Positions positions(Map<String, ?> settings) {
    return (Positions) Objects.requireNonNull(settings.get(POSITIONS));
  }

  @Override
  public void configure(Map<String, ?> settings) {
    positions = positions(settings);
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> polled = records.records(partition);
      ConsumerRecord<byte[], byte[]> first = polled.get(0);
      ConsumerRecord<byte[], byte[]> last = polled.get(polled.size() - 1);
      long leg = positions.polled(partition.partition(), first.offset(), last.offset() + 1);
      LegHeader.add(first, leg);
      LegHeader.add(last, leg);
    }
    records
        .nextOffsets()
        .forEach((partition, next) -> positions.passed(partition.partition(), next.offset()));
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
