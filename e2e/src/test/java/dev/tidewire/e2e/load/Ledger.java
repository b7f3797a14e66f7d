package dev.tidewire.e2e.load;

import static java.util.Comparator.naturalOrder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What was sent and what became of it, as the sender knows it. */
public final class Ledger {
  /**
   * @param first the number of the batch's first reading
   * @param answer status and body, or why there is none
   */
  record Entry(int first, int size, Outcome outcome, Duration took, String answer) {}

  private final List<Entry> entries = new ArrayList<>();

  synchronized void enter(Entry entry) {
    entries.add(entry);
  }

  /** How many readings are acknowledged so far. */
  public int acknowledged() {
    return numbers(List.of(Outcome.ACKNOWLEDGED)).cardinality();
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

  synchronized BitSet numbers(List<Outcome> outcomes) {
    BitSet numbers = new BitSet();
    entries.stream()
        .filter(entry -> outcomes.contains(entry.outcome()))
        .forEach(entry -> numbers.set(entry.first(), entry.first() + entry.size()));
    return numbers;
  }
}
