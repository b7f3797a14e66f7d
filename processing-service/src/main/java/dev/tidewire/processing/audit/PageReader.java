package dev.tidewire.processing.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidewire.contract.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page. It ends with the records asked for, or when it has looked at a bounded number of
 * records and bytes, or when its time is over and it has something; the next page goes on there.
 */
final class PageReader {
  static final int MOST_RECORDS = 20_000;
  static final int MOST_BYTES = 4 << 20;

  private static final TopicPartition PARTITION = new TopicPartition(Topics.AUDIT.topicName(), 0);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Consumer<byte[], byte[]> consumer;
  private final AuditQuery query;
  private final long deadline;
  private final List<AuditRecord> found = new ArrayList<>();
  private final Set<JsonNode> counts = new HashSet<>();
  private int records;
  private int bytes;

  /**
   * Begins.
   *
   * @param deadline in nanoseconds, as {@link System#nanoTime} counts them
   */
  PageReader(Consumer<byte[], byte[]> consumer, AuditQuery query, long deadline) {
    this.consumer = consumer;
    this.query = query;
    this.deadline = deadline;
  }

  AuditPage read() {
    consumer.assign(List.of(PARTITION));
    long end = offsetAt(query.filter().toMillis());
    long next = start(end);
    consumer.seek(PARTITION, next);
    while (next < end && !isFull() && (records == 0 || isInTime())) {
      next = poll(next, end);
    }
    return new AuditPage(List.copyOf(found), next < end ? next : null);
  }

  /** Records that are deleted meanwhile are passed over. */
  private long start(long end) {
    Long offset = query.offset();
    long wanted = offset == null ? offsetAt(query.filter().fromMillis()) : offset;
    long first = only(consumer.beginningOffsets(List.of(PARTITION), left()));
    return Math.min(end, Math.max(wanted, first));
  }

  /** The first record from a time on, or the end: the broker gives the times, in order. */
  private long offsetAt(long millis) {
    OffsetAndTimestamp at =
        consumer.offsetsForTimes(Map.of(PARTITION, millis), left()).get(PARTITION);
    return at == null ? only(consumer.endOffsets(List.of(PARTITION), left())) : at.offset();
  }

  private static long only(Map<TopicPartition, Long> offsets) {
    return Objects.requireNonNull(offsets.get(PARTITION), "the broker left the partition out");
  }

  private boolean isFull() {
    return found.size() >= query.limit() || records >= MOST_RECORDS || bytes >= MOST_BYTES;
  }

  /** The offset to go on with; a poll without records has waited for them until the end. */
  private long poll(long next, long end) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(left()).records(PARTITION)) {
      if (record.offset() >= end || isFull()) {
        return record.offset();
      }
      look(record);
    }
    return Math.max(next, consumer.position(PARTITION, left()));
  }

  private void look(ConsumerRecord<byte[], byte[]> record) {
    records++;
    bytes += Math.max(0, record.serializedValueSize());
    JsonNode content = parsed(record.value());
    if (query.filter().selects(record.timestamp(), content) && !isRepeated(content)) {
      found.add(new AuditRecord(record.offset(), record.timestamp(), content));
    }
  }

  /** A count whose acknowledgement was lost is written again, with its id. */
  private boolean isRepeated(@Nullable JsonNode content) {
    return content != null && content.has("count") && content.has("id") && !counts.add(content);
  }

  /** Anybody who may write to the topic may have written anything. */
  private static @Nullable JsonNode parsed(byte @Nullable [] value) {
    try {
      JsonNode content = value == null ? null : JSON.readTree(value);
      return content != null && content.isObject() ? content : null;
    } catch (IOException noJson) {
      return null;
    }
  }

  private boolean isInTime() {
    return deadline - System.nanoTime() > 0;
  }

  private Duration left() {
    if (!isInTime()) {
      throw new TimeoutException("Kafka did not answer in time");
    }
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }
}
