package dev.tidewire.processing.pipeline;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.tidewire.contract.Headers;
import dev.tidewire.processing.group.LegHeader;
import dev.tidewire.processing.intake.RecordHeaders;
import dev.tidewire.processing.intake.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What Kafka's client delivers, as records that do not depend on it. */
final class SourceRecords {
  private SourceRecords() {}

  static List<SourceRecord> of(ConsumerRecords<byte[], byte[]> records) {
    List<SourceRecord> sources = new ArrayList<>(records.count());
    for (TopicPartition partition : records.partitions()) {
      OffsetAndMetadata behind = records.nextOffsets().get(partition);
      List<ConsumerRecord<byte[], byte[]>> all = records.records(partition);
      for (int i = 0; i < all.size(); i++) {
        boolean isLast = i == all.size() - 1;
        long next = isLast && behind != null ? behind.offset() : all.get(i).offset() + 1;
        sources.add(of(all.get(i), next));
      }
    }
    return sources;
  }

  private static SourceRecord of(ConsumerRecord<byte[], byte[]> record, long next) {
    return new SourceRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        next,
        record.timestamp(),
        record.key(),
        record.value(),
        RecordHeaders.earlierAttempts(last(record, Headers.ATTEMPT)),
        RecordHeaders.traceId(last(record, Headers.TRACE_PARENT)));
  }

  private static byte @Nullable [] last(ConsumerRecord<byte[], byte[]> record, String header) {
    Header last = record.headers().lastHeader(header);
    return last == null ? null : last.value();
  }

  /** The numbers of the legs that the records are of, by partition. */
  static Map<Integer, Long> legs(ConsumerRecords<byte[], byte[]> records) {
    return records.partitions().stream()
        .collect(
            toMap(
                TopicPartition::partition,
                partition -> LegHeader.of(records.records(partition).get(0).headers())));
  }

  static Set<Integer> partitions(ConsumerRecords<byte[], byte[]> records) {
    return records.partitions().stream().map(TopicPartition::partition).collect(toSet());
  }

  static long oldestTimestampMillis(ConsumerRecords<byte[], byte[]> records) {
    long oldest = Long.MAX_VALUE;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      oldest = Math.min(oldest, record.timestamp());
    }
    return oldest;
  }
}
