package dev.tidewire.e2e.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.local.Postgres;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/** Holds what is stored against what was sent. */
public final class Audit {
  private static final int SHOWN = 10;

  private Audit() {}

  /**
   * Fails unless every acknowledged reading is stored bit by bit, and nothing is stored that was
   * not sent, that was changed on the way, or twice.
   */
  public static void assertKept(Ledger ledger, Workload workload, Postgres postgres) {
    Stored stored = Stored.of(workload, postgres);
    BitSet acknowledged = ledger.numbers(List.of(Outcome.ACKNOWLEDGED));
    BitSet sent = ledger.numbers(List.of(Outcome.values()));

    assertThat(acknowledged.cardinality()).as("acknowledged readings").isPositive();
    assertThat(missing(acknowledged, stored.numbers())).as("acknowledged, not stored").isEmpty();
    assertThat(missing(stored.numbers(), sent)).as("stored, never sent").isEmpty();
    assertThat(stored.strangers()).as("stored otherwise than sent").isEmpty();
  }

  /** How many of {@code expected} are not in {@code actual}, and the first of them; or nothing. */
  private static String missing(BitSet expected, BitSet actual) {
    BitSet difference = (BitSet) expected.clone();
    difference.andNot(actual);
    if (difference.isEmpty()) {
      return "";
    }
    String first =
        difference.stream()
            .limit(SHOWN)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(" "));
    return difference.cardinality() + " of " + expected.cardinality() + ": " + first;
  }
}
