package dev.tidewire.processing.pipeline;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.simulation.Bug;
import dev.tidewire.processing.simulation.Topic.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A consumer of the group: one poll after another from the partitions that it owns. */
final class SimulatedMember {
  private static final int MAX_RECORDS = 6;
  private static final int COMMIT_MILLIS = 1_000;
  private static final int IDLE_MILLIS = 1_000;

  private final Schedule schedule;
  private final SimulatedProcess process;
  private final SplittableRandom random;
  private final Map<Integer, Long> positions = new TreeMap<>();
  private final Set<Integer> working = new HashSet<>();

  SimulatedMember(Schedule schedule, SimulatedProcess process, SplittableRandom random) {
    this.schedule = schedule;
    this.process = process;
    this.random = random;
  }

  SimulatedProcess process() {
    return process;
  }

  /** The partitions that it owns, even when it is dead. */
  Set<Integer> partitions() {
    return positions.keySet();
  }

  boolean owns(int partition) {
    return process.isAlive() && positions.containsKey(partition);
  }

  /** Whether it owns the partition and has read everything before that offset. */
  boolean hasRead(int partition, long end) {
    return owns(partition) && positions.get(partition) >= end;
  }

  /** Whether the poll in work holds records of the partition. */
  boolean worksOn(int partition) {
    return working.contains(partition);
  }

  boolean isIdle() {
    return working.isEmpty();
  }

  void assign(int partition, long position) {
    positions.put(partition, position);
  }

  void revoke(int partition) {
    positions.remove(partition);
  }

  void poll() {
    if (!process.isAlive()) {
      return;
    }
    List<Entry> records = take();
    if (records.isEmpty()) {
      schedule.after(random.nextLong(IDLE_MILLIS), this::poll);
      return;
    }
    if (schedule.bug() == Bug.ACKNOWLEDGES_BEFORE_STORE) {
      schedule.acknowledged(records);
    }
    process
        .consumer()
        .consume(kafkaRecords(records))
        .subscribe()
        .with(done -> acknowledge(records), failure -> schedule.givenBack(failure));
  }

  private List<Entry> take() {
    List<Entry> taken = new ArrayList<>();
    List<Integer> owned = new ArrayList<>(positions.keySet());
    Collections.rotate(owned, random.nextInt(8));
    for (int partition : owned) {
      List<Entry> entries = schedule.topic().partition(partition);
      int from = (int) (long) positions.get(partition);
      int to = Math.min(entries.size(), from + random.nextInt(MAX_RECORDS + 1));
      if (to > from) {
        taken.addAll(entries.subList(from, to));
        positions.put(partition, (long) to);
        working.add(partition);
      }
    }
    return taken;
  }

  private ConsumerRecords<byte[], byte[]> kafkaRecords(List<Entry> entries) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
    for (Entry entry : entries) {
      records
          .computeIfAbsent(
              new TopicPartition(Topics.READINGS.topicName(), entry.partition()),
              partition -> new ArrayList<>())
          .add(kafkaRecord(entry));
    }
    return new ConsumerRecords<>(records, Map.of());
  }

  private static ConsumerRecord<byte[], byte[]> kafkaRecord(Entry entry) {
    return new ConsumerRecord<>(
        Topics.READINGS.topicName(),
        entry.partition(),
        entry.offset(),
        entry.timestampMillis(),
        TimestampType.CREATE_TIME,
        0,
        entry.value().length,
        null,
        entry.value(),
        new RecordHeaders(),
        Optional.empty());
  }

  private void acknowledge(List<Entry> records) {
    schedule.acknowledged(records);
    Map<Integer, Long> done = new TreeMap<>();
    records.forEach(entry -> done.put(entry.partition(), entry.offset() + 1));
    working.clear();
    schedule.after(random.nextLong(COMMIT_MILLIS), () -> commit(done));
    schedule.after(random.nextLong(20), this::poll);
  }

  private void commit(Map<Integer, Long> done) {
    int extra = schedule.bug() == Bug.COMMITS_ONE_RECORD_TOO_MANY ? 1 : 0;
    done.forEach(
        (partition, offset) -> {
          if (owns(partition)) {
            schedule.commit(partition, offset + extra);
          }
        });
  }
}
