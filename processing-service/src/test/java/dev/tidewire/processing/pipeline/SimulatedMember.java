package dev.tidewire.processing.pipeline;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.group.Leg;
import dev.tidewire.processing.group.LegHeader;
import dev.tidewire.processing.group.LegStart;
import dev.tidewire.processing.simulation.Bug;
import dev.tidewire.processing.simulation.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
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
  private final Map<Integer, Long> passed = new TreeMap<>();
  private final Map<Integer, Integer> assignments = new TreeMap<>();
  private final Set<Integer> working = new HashSet<>();

  SimulatedMember(Schedule schedule, SimulatedProcess process, SplittableRandom random) {
    this.schedule = schedule;
    this.process = process;
    this.random = random;
    process.owned(this::owns);
    process.legs().of(this::seek);
  }

  /** What it has polled before does not count any more. */
  private void seek(int partition, LegStart start) {
    int leg = assignments.merge(partition, 1, Integer::sum);
    if (schedule.bug() != Bug.STAYS_WHERE_IT_IS) {
      positions.put(partition, start.offset());
      passed.put(partition, start.offset());
    }
    schedule.after(
        random.nextLong(COMMIT_MILLIS),
        () -> {
          if (counts(partition, Map.of(partition, leg))) {
            schedule.cluster().setBack(partition, start.offset());
          }
        });
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

  /** Whether it owns the partition and has read everything from the watermark to that offset. */
  boolean hasRead(int partition, long end) {
    return owns(partition) && process.legs().isPlaced(partition) && positions.get(partition) >= end;
  }

  /** Whether the poll in work holds records of the partition. */
  boolean worksOn(int partition) {
    return working.contains(partition);
  }

  /** Whether it would take a record with this offset for the next one of its leg. */
  boolean expects(int partition, long offset) {
    return Long.valueOf(offset).equals(passed.get(partition));
  }

  boolean isIdle() {
    return working.isEmpty();
  }

  void assign(int partition, long position) {
    positions.put(partition, position);
    passed.remove(partition);
    begin(partition);
    process.holds().release(partition);
  }

  private void begin(int partition) {
    assignments.merge(partition, 1, Integer::sum);
    process.legs().begin(partition);
  }

  void revoke(int partition) {
    positions.remove(partition);
    process.legs().end(partition);
  }

  /**
   * The topic was created anew: the consumer reads it from its start.
   *
   * @param isAssigned whether the group has noticed it
   */
  void beginAnew(boolean isAssigned) {
    for (int partition : Set.copyOf(positions.keySet())) {
      if (isAssigned) {
        assign(partition, 0);
      } else {
        positions.put(partition, 0L);
      }
    }
  }

  void poll() {
    if (!process.isAlive()) {
      return;
    }
    List<Entry> records = take();
    Map<Integer, Long> passed = Map.copyOf(positions);
    Map<Integer, Integer> then = Map.copyOf(assignments);
    if (records.isEmpty()) {
      commitLater(schedule.bug() == Bug.COMMITS_NO_MARKERS ? Map.of() : passed, then);
      schedule.after(random.nextLong(IDLE_MILLIS), this::poll);
      return;
    }
    if (schedule.bug() == Bug.ACKNOWLEDGES_BEFORE_STORE) {
      schedule.acknowledged(records);
    }
    process
        .consumer()
        .consume(kafkaRecords(records, passed))
        .subscribe()
        .with(done -> acknowledge(records, passed, then), failure -> schedule.givenBack(failure));
  }

  private List<Entry> take() {
    List<Entry> taken = new ArrayList<>();
    List<Integer> owned = new ArrayList<>(positions.keySet());
    Collections.rotate(owned, random.nextInt(8));
    for (int partition : owned) {
      reset(partition);
      List<Entry> entries = schedule.topic().from(partition, positions.get(partition));
      int count = Math.min(entries.size(), random.nextInt(MAX_RECORDS + 1));
      long next = count == 0 ? positions.get(partition) : entries.get(0).offset();
      if (next < passed.getOrDefault(partition, next)) {
        begin(partition);
      }
      taken.addAll(entries.subList(0, count));
      entries.subList(0, count).forEach(Entry::take);
      if (count == entries.size()) {
        positions.put(partition, schedule.topic().end(partition));
      } else if (count > 0) {
        positions.put(partition, entries.get(count - 1).offset() + 1);
      }
      passed.put(partition, positions.get(partition));
      boolean isMarker = count == 0 || schedule.bug() == Bug.TAKES_RECORDS_FOR_MARKERS;
      long polled = isMarker ? -1 : entries.get(count - 1).offset() + 1;
      process.legs().read(partition, polled, positions.get(partition));
      if (count > 0) {
        working.add(partition);
      }
    }
    return taken;
  }

  /** A position that the partition does not have becomes its first one. */
  private void reset(int partition) {
    long position = positions.get(partition);
    long start = schedule.topic().start(partition);
    if (position < start || position > schedule.topic().end(partition)) {
      positions.put(partition, start);
    }
  }

  private ConsumerRecords<byte[], byte[]> kafkaRecords(
      List<Entry> entries, Map<Integer, Long> passed) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
    for (Entry entry : entries) {
      records
          .computeIfAbsent(
              new TopicPartition(Topics.READINGS.topicName(), entry.partition()),
              partition -> new ArrayList<>())
          .add(kafkaRecord(entry));
    }
    records.forEach(
        (partition, of) -> {
          Leg leg = process.legs().legs(partition.topic()).get(partition.partition());
          LegHeader.add(of.get(0), leg.number());
        });
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    passed.forEach(
        (partition, offset) ->
            next.put(
                new TopicPartition(Topics.READINGS.topicName(), partition),
                new OffsetAndMetadata(offset)));
    return new ConsumerRecords<>(records, next);
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

  private void acknowledge(
      List<Entry> records, Map<Integer, Long> passed, Map<Integer, Integer> then) {
    schedule.acknowledged(
        records.stream().filter(record -> counts(record.partition(), then)).toList());
    Map<Integer, Long> done = new TreeMap<>(passed);
    if (schedule.bug() == Bug.COMMITS_NO_MARKERS) {
      done.clear();
      records.forEach(entry -> done.put(entry.partition(), entry.offset() + 1));
    }
    working.clear();
    commitLater(done, then);
    schedule.after(random.nextLong(20), this::poll);
  }

  /** Whether the partition is still the member's as it was then, and not held. */
  private boolean counts(int partition, Map<Integer, Integer> then) {
    return owns(partition)
        && then.getOrDefault(partition, 0).equals(assignments.get(partition))
        && !process.holds().isHeld(partition);
  }

  private void commitLater(Map<Integer, Long> done, Map<Integer, Integer> then) {
    Map<Integer, Long> counting = new TreeMap<>(done);
    counting.keySet().removeIf(partition -> !counts(partition, then));
    schedule.after(random.nextLong(COMMIT_MILLIS), () -> commit(counting, then));
  }

  private void commit(Map<Integer, Long> done, Map<Integer, Integer> then) {
    done.forEach(
        (partition, offset) -> {
          if (counts(partition, then)) {
            schedule.cluster().commit(partition, offset);
          }
        });
  }
}
