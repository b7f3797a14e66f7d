package dev.tidewire.query.progress;

import dev.tidewire.platform.broker.ReadingsBroker.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/** A topic whose records have times, and what of it is stored. */
final class FakeTopic implements Ends, InstantSource {
  private final List<List<Instant>> partitions = new ArrayList<>();
  private final Map<Integer, Long> next = new TreeMap<>();
  private UUID id = UUID.randomUUID();
  Instant now = Instant.parse("2026-11-30T12:00:00Z");
  Runnable whileAsked = () -> {};
  boolean isAway;
  boolean isDatabaseAway;
  int questions;
  int statements;

  FakeTopic(int partitions) {
    create(partitions);
  }

  void create(int count) {
    id = UUID.randomUUID();
    partitions.clear();
    next.clear();
    IntStream.range(0, count).forEach(one -> partitions.add(new ArrayList<>()));
  }

  void record(int partition) {
    partitions.get(partition).add(now);
  }

  /** As many more records of a partition are stored. */
  void store(int partition, int records) {
    long all = partitions.get(partition).size();
    next.put(partition, Math.min(all, next.getOrDefault(partition, 0L) + records));
  }

  void storeAll() {
    IntStream.range(0, partitions.size()).forEach(one -> store(one, Integer.MAX_VALUE / 2));
  }

  void lose(int partition, long offset) {
    next.put(partition, offset);
  }

  /** The partition ends here from now on; what was stored of it stays so. */
  void cut(int partition, int end) {
    List<Instant> records = partitions.get(partition);
    records.subList(end, records.size()).clear();
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Whether every record that is older is stored. */
  boolean isStoredUntil(Instant time) {
    return IntStream.range(0, partitions.size())
        .allMatch(
            one ->
                partitions.get(one).stream().filter(record -> record.isBefore(time)).count()
                    <= next.getOrDefault(one, 0L));
  }

  /** The time of the oldest record that is not stored; now without one. */
  Instant oldestWaiting() {
    return IntStream.range(0, partitions.size())
        .mapToObj(one -> partitions.get(one).stream().skip(next.getOrDefault(one, 0L)))
        .flatMap(waiting -> waiting)
        .min(Instant::compareTo)
        .orElse(now);
  }

  CompletionStage<Stored> stored() {
    statements++;
    if (isDatabaseAway) {
      return CompletableFuture.failedFuture(new IllegalStateException("the database is away"));
    }
    Stored stored = new Stored();
    whileAsked.run();
    next.forEach((partition, offset) -> stored.add(id, partition, offset));
    return CompletableFuture.completedFuture(stored);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public CompletableFuture<Topic> topic() {
    return answer(new Topic(id, partitions.size()));
  }

  @Override
  public CompletableFuture<Map<Integer, Long>> now(Set<Integer> asked) {
    Map<Integer, Long> ends = new TreeMap<>();
    for (int one : asked) {
      if (one >= partitions.size()) {
        return CompletableFuture.failedFuture(new IllegalStateException("no such partition"));
      }
      ends.put(one, (long) partitions.get(one).size());
    }
    return answer(ends);
  }

  @Override
  public CompletableFuture<Map<Integer, Long>> since(Instant time, Map<Integer, Long> now) {
    Map<Integer, Long> first = new TreeMap<>();
    now.forEach(
        (partition, end) ->
            first.put(
                partition,
                IntStream.range(0, (int) (long) end)
                    .filter(i -> !partitions.get(partition).get(i).isBefore(time))
                    .mapToLong(i -> i)
                    .findFirst()
                    .orElse(end)));
    return answer(first);
  }

  private <T> CompletableFuture<T> answer(T answer) {
    questions++;
    return isAway
        ? CompletableFuture.failedFuture(new IllegalStateException("Kafka is away"))
        : CompletableFuture.completedFuture(answer);
  }
}
