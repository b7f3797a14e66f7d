package dev.tidewire.e2e.load;

import static java.util.Comparator.comparingLong;
import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** What was sent and what became of it, as the sender knows it; an entry for each attempt. */
public final class Ledger {
  /**
   * @param first the number of the batch's first reading
   * @param answeredAt when it was over, as {@link System#nanoTime}
   * @param answer status and body, or why there is none
   */
  record Entry(
      int first, int size, Outcome outcome, long answeredAt, Duration took, String answer) {}

  private final List<Entry> entries = new ArrayList<>();
  private final BitSet acknowledged = new BitSet();

  synchronized void enter(Entry entry) {
    entries.add(entry);
    if (entry.outcome() == Outcome.ACKNOWLEDGED) {
      acknowledged.set(entry.first(), entry.first() + entry.size());
    }
  }

  /** How many readings are acknowledged so far. */
  public synchronized int acknowledged() {
    return acknowledged.cardinality();
  }

  /** How many attempts ended so. */
  public synchronized long attempts(Outcome outcome) {
    return entries.stream().filter(entry -> entry.outcome() == outcome).count();
  }

  /** How often the batch was sent that was sent most often. */
  public synchronized long mostAttempts() {
    return entries.stream().collect(groupingBy(Entry::first, counting())).values().stream()
        .max(naturalOrder())
        .orElse(0L);
  }

  /** The answers that were no acknowledgement, and the reasons of those that never came. */
  public synchronized List<String> refusals() {
    return entries.stream()
        .filter(entry -> entry.outcome() != Outcome.ACKNOWLEDGED)
        .map(entry -> entry.outcome() + " " + entry.answer())
        .distinct()
        .toList();
  }

  /** The longest that a sender had to wait. */
  public synchronized Duration slowest() {
    return entries.stream().map(Entry::took).max(naturalOrder()).orElse(Duration.ZERO);
  }

  /** How long of a hundred attempts that ended so the slowest but {@code 100 - percent} took. */
  public synchronized Duration percentile(Outcome outcome, int percent) {
    List<Duration> sorted =
        entries.stream()
            .filter(entry -> entry.outcome() == outcome)
            .map(Entry::took)
            .sorted()
            .toList();
    return sorted.isEmpty() ? Duration.ZERO : sorted.get((sorted.size() - 1) * percent / 100);
  }

  /**
   * How long after a moment the first attempt that began after it ended so; nothing while none has.
   *
   * @param nanoTime the moment, as {@link System#nanoTime}
   */
  public synchronized Optional<Duration> first(Outcome outcome, long nanoTime) {
    return entries.stream()
        .filter(entry -> entry.outcome() == outcome)
        .filter(entry -> entry.answeredAt() - entry.took().toNanos() - nanoTime >= 0)
        .min(comparingLong(entry -> entry.answeredAt() - nanoTime))
        .map(entry -> Duration.ofNanos(entry.answeredAt() - nanoTime));
  }

  synchronized BitSet sent() {
    BitSet numbers = new BitSet();
    entries.forEach(entry -> numbers.set(entry.first(), entry.first() + entry.size()));
    return numbers;
  }

  synchronized BitSet numbersAcknowledged() {
    return (BitSet) acknowledged.clone();
  }
}
