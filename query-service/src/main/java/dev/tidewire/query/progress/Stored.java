package dev.tidewire.query.progress;

import dev.tidewire.contract.receipt.Place;
import dev.tidewire.contract.receipt.Receipt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which records of the topics that the database knows are stored or dead letters. */
public final class Stored {
  /** A partition of which nothing is known, not even that it is empty. */
  private static final long UNKNOWN = -1;

  private final Map<Long, Map<Integer, Long>> next = new HashMap<>();

  /** Every record of a partition below {@code offset} is stored or a dead letter. */
  public void add(UUID topicId, int partition, long offset) {
    next.computeIfAbsent(Receipt.topic(topicId), first -> new HashMap<>()).put(partition, offset);
  }

  /**
   * The partition has lost its end: its new records have offsets of stored ones, and nobody knows
   * from where on.
   */
  public void lose(UUID topicId, int partition) {
    add(topicId, partition, UNKNOWN);
  }

  /** What is stored beyond these ends shows which partitions of the topic have lost theirs. */
  void loseBeyond(UUID topicId, Map<Integer, Long> ends) {
    beyond(topicId, ends).forEach(partition -> lose(topicId, partition));
  }

  /** The partitions of which more is stored than lies before these ends. */
  Set<Integer> beyond(UUID topicId, Map<Integer, Long> ends) {
    long topic = Receipt.topic(topicId);
    Set<Integer> beyond = new HashSet<>();
    ends.forEach(
        (partition, end) -> {
          if (next(topic, partition) > end) {
            beyond.add(partition);
          }
        });
    return beyond;
  }

  /** Whether a record is. */
  boolean has(long topic, Place place) {
    return next(topic, place.partition()) > place.offset();
  }

  /** Whether all records are that the receipt names. */
  public boolean hasAll(Receipt receipt) {
    return count(receipt) == receipt.places().size();
  }

  /** How many of the records are that the receipt names. */
  public int count(Receipt receipt) {
    return (int) receipt.places().stream().filter(place -> has(receipt.topic(), place)).count();
  }

  /**
   * Whether every record is that lies before these offsets.
   *
   * @param ends by partition
   */
  boolean reaches(UUID topicId, Map<Integer, Long> ends) {
    long topic = Receipt.topic(topicId);
    return ends.entrySet().stream().allMatch(end -> next(topic, end.getKey()) >= end.getValue());
  }

  private long next(long topic, int partition) {
    return next.getOrDefault(topic, Map.of()).getOrDefault(partition, 0L);
  }
}
