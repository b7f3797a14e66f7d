package dev.tidewire.e2e.load;

import dev.tidewire.e2e.load.Violation.Promise;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The facts, compared with the promises.
 *
 * @param violations none when all were kept
 */
public record Verdict(List<Violation> violations) {
  static Verdict of(Facts facts) {
    List<Violation> violations = new ArrayList<>();
    noLoss(facts, violations);
    noPhantom(facts, violations);
    onlyPoisonIsDead(facts, violations);
    if (facts.backlog() != 0) {
      violations.add(
          Violation.of(Promise.BACKLOG_ENDS, List.of(facts.backlog() + " records behind")));
    }
    return new Verdict(List.copyOf(violations));
  }

  private static void noLoss(Facts facts, List<Violation> violations) {
    BitSet kept = (BitSet) facts.stored().numbers().clone();
    for (Dead dead : facts.dead()) {
      if (dead instanceof Dead.OfReading reading) {
        kept.set(reading.number());
      }
    }
    BitSet acknowledged = facts.acknowledged();
    add(
        violations,
        Promise.ACKNOWLEDGED_IS_IN_THE_TOPIC,
        difference(acknowledged, facts.topic().numbers()));
    add(violations, Promise.ACKNOWLEDGED_IS_STORED_OR_DEAD, difference(acknowledged, kept));
  }

  private static void noPhantom(Facts facts, List<Violation> violations) {
    List<String> changed = new ArrayList<>(facts.stored().strangers());
    changed.addAll(facts.topic().strangers());
    add(violations, Promise.NOTHING_IS_CHANGED, changed);
    add(violations, Promise.STORED_ONCE, facts.stored().repeated());
    add(violations, Promise.STORED_WAS_SENT, difference(facts.stored().numbers(), facts.sent()));
    add(
        violations,
        Promise.IN_THE_TOPIC_WAS_SENT,
        difference(facts.topic().numbers(), facts.sent()));
  }

  private static void onlyPoisonIsDead(Facts facts, List<Violation> violations) {
    Set<Dead> dead = new HashSet<>();
    List<Dead> again = facts.dead().stream().filter(letter -> !dead.add(letter)).toList();
    add(violations, Promise.DEAD_ONCE, again);
    add(violations, Promise.POISON_IS_DEAD, difference(facts.poison(), dead));
    add(violations, Promise.DEAD_IS_POISON, difference(dead, facts.poison()));
  }

  private static void add(List<Violation> violations, Promise promise, Collection<?> breaches) {
    if (!breaches.isEmpty()) {
      violations.add(Violation.of(promise, breaches));
    }
  }

  private static List<Integer> difference(BitSet all, BitSet others) {
    BitSet difference = (BitSet) all.clone();
    difference.andNot(others);
    return difference.stream().boxed().toList();
  }

  private static List<Dead> difference(Set<Dead> all, Set<Dead> others) {
    return all.stream().filter(dead -> !others.contains(dead)).toList();
  }
}
