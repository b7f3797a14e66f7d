package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.pipeline.SimulatedDeadLetters.Letter;
import dev.tidewire.processing.simulation.Entry;
import dev.tidewire.processing.simulation.Topic.Sent;
import dev.tidewire.processing.simulation.Twin;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The letters that there should be. */
final class Letters {
  private final Twin twin;
  private final SimulatedDeadLetters written;
  private final Set<Letter> allowed = new HashSet<>();

  Letters(Twin twin, SimulatedDeadLetters written) {
    this.twin = twin;
    this.written = written;
  }

  void sent(Entry record) {
    allowed.addAll(of(record));
  }

  boolean areWritten(Entry record) {
    return written.letters().containsAll(of(record));
  }

  /** How those that are written differ from the garbage and poison among all records. */
  Optional<String> differ() {
    Set<Letter> extra = new HashSet<>(written.letters());
    extra.removeAll(allowed);
    Set<Letter> missing = new HashSet<>();
    twin.stored().forEach(record -> missing.addAll(of(record)));
    missing.removeAll(written.letters());
    return extra.isEmpty() && missing.isEmpty()
        ? Optional.empty()
        : Optional.of("too much: %s; missing: %s".formatted(extra, missing));
  }

  private static Set<Letter> of(Entry record) {
    Set<Letter> letters = new HashSet<>();
    if (record.isGarbage()) {
      letters.add(letter(record, Entry.garbageNumber(record.value())));
    }
    for (Sent sent : record.poison()) {
      letters.add(letter(record, sent.value()));
    }
    return letters;
  }

  private static Letter letter(Entry record, double value) {
    return new Letter(record.partition(), record.offset(), value);
  }
}
