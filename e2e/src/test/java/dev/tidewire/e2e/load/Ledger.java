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

/** What senders know: each attempt to send a batch, and its outcome. */
public final class Ledger {
  /**
   * @param first the number of the batch's first reading
   * @param answeredAt when the attempt ended, as {@link System#nanoTime}
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

  /** How many readings have been acknowledged until now. */
  public synchronized int acknowledged() {
    return acknowledged.cardinality();
  }

  /** How many attempts had this outcome. */
  public synchronized long attempts(Outcome outcome) {
    return entries.stream().filter(entry -> entry.outcome() == outcome).count();
  }

  /** How often the batch was sent that was sent most often. */
  public synchronized long mostAttempts() {
    return entries.stream().collect(groupingBy(Entry::first, counting())).values().stream()
        .max(naturalOrder())
        .orElse(0L);
  }

  /** The answers that were not 202, and the reasons why there was no answer. */
  public synchronized List<String> refusals() {
    return entries.stream()
        .filter(entry -> entry.outcome() != Outcome.ACKNOWLEDGED)
        .map(entry -> entry.outcome() + " " + entry.answer())
        .distinct()
        .toList();
  }

  /** The longest time that a sender waited for an answer. */
  public synchronized Duration slowest() {
    return entries.stream().map(Entry::took).max(naturalOrder()).orElse(Duration.ZERO);
  }

  /** A percentile of how long attempts with this outcome took; zero if there were none. */
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
   * The time from a moment to the first answer with this outcome, among the attempts that began
   * after that moment; empty if there is none.
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
