package dev.tidewire.processing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.processing.store.Bisection.Range;
import dev.tidewire.processing.store.Bisection.RefusedRow;
import java.util.BitSet;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BisectionTest {
  private static final StoreResult.Refused REFUSED = new StoreResult.Refused("23514", "no");

  @Property
  void exactlyThePoison_isRefusedAndEveryOtherRowStoredOnce(
      @ForAll @IntRange(min = 1, max = 600) int rows,
      @ForAll @Size(max = 8) Set<@IntRange(max = 599) Integer> drawn) {
    // Given
    int[] poison = drawn.stream().mapToInt(Integer::intValue).filter(row -> row < rows).toArray();
    Database database = new Database(rows, poison);

    // When
    Bisection bisection = run(rows, rows, database);

    // Then
    assertThat(bisection.refused().stream().mapToInt(RefusedRow::row).toArray())
        .isEqualTo(IntStream.of(poison).sorted().toArray());
    assertThat(database.stored.cardinality()).isEqualTo(rows - poison.length);
    assertThat(bisection.isSystemic()).isFalse();
    assertThat(database.statements).isLessThanOrEqualTo(bound(rows, poison.length));
  }

  @Property
  void onePoisonIn500_takesAtMost25Statements(@ForAll @IntRange(max = 499) int poison) {
    // Given
    Database database = new Database(500, poison);

    // When
    run(500, Bisection.maxRefused(500), database);

    // Then
    assertThat(database.statements).isLessThanOrEqualTo(25);
  }

  @Property
  void fivePoisonIn500_takeAtMost80Statements(
      @ForAll @Size(5) Set<@IntRange(max = 499) Integer> poison) {
    // Given
    Database database = new Database(500, poison.stream().mapToInt(i -> i).toArray());

    // When
    Bisection bisection = run(500, Bisection.maxRefused(500), database);

    // Then
    assertThat(bisection.refused()).hasSize(5);
    assertThat(database.statements).isLessThanOrEqualTo(80);
  }

  @Test
  void everythingIsRefusedForAWhile_noRowCountsAsRefused() {
    // Given
    Database database = new Database(500);
    database.refusesEverythingFor = 100;

    // When
    Bisection bisection = run(500, Bisection.maxRefused(500), database);

    // Then
    assertThat(bisection.refused()).isEmpty();
    assertThat(bisection.isSystemic()).isFalse();
    assertThat(database.stored.cardinality()).isEqualTo(500);
  }

  @Test
  void allRowsRefused_isSystemicAndNobodysFault() {
    // Given
    Database database = new Database(500, IntStream.range(0, 500).toArray());

    // When
    Bisection bisection = run(500, Bisection.maxRefused(500), database);

    // Then
    assertThat(bisection.isSystemic()).isTrue();
    assertThat(bisection.next()).isNull();
  }

  @Test
  void replacedReadings_areSummedUp() {
    // Given
    Bisection bisection = new Bisection(4, 4);

    // When
    bisection.accept(REFUSED);
    bisection.accept(new StoreResult.Stored(2, 1));
    bisection.accept(new StoreResult.Stored(1, 1));
    bisection.accept(new StoreResult.Stored(1, 1));

    // Then
    assertThat(bisection.next()).isNull();
    assertThat(bisection.replaced()).isEqualTo(3);
  }

  @Test
  void lastTrial_showsThatEverythingIsRefused_isSystemicAndNobodysFault() {
    // Given
    Bisection bisection = new Bisection(1, Bisection.maxRefused(1));
    bisection.accept(REFUSED);
    boolean last = bisection.isLastTrial();

    // When
    bisection.accept(new StoreResult.Closed(REFUSED));

    // Then
    assertThat(last).isTrue();
    assertThat(bisection.isSystemic()).isTrue();
    assertThat(bisection.isClosed()).isTrue();
    assertThat(bisection.refused()).isEmpty();
  }

  private static Bisection run(int rows, int maxRefused, Database database) {
    Bisection bisection = new Bisection(rows, maxRefused);
    for (Range next = bisection.next(); next != null; next = bisection.next()) {
      // The test row before it is a statement too.
      database.statements += bisection.isLastTrial() ? 1 : 0;
      bisection.accept(database.store(next));
    }
    return bisection;
  }

  /** {@code 2 k log2(n / k) + 5 k + 2}, with the logarithm rounded up. */
  private static int bound(int rows, int poison) {
    if (poison == 0) {
      return 1;
    }
    int log = 32 - Integer.numberOfLeadingZeros(Math.max(1, (rows + poison - 1) / poison - 1));
    return 2 * poison * log + 5 * poison + 2;
  }

  private static final class Database {
    final BitSet poison = new BitSet();
    final BitSet stored = new BitSet();
    int statements;
    int refusesEverythingFor;

    Database(int rows, int... poisonRows) {
      IntStream.of(poisonRows).filter(row -> row < rows).forEach(poison::set);
    }

    StoreResult store(Range range) {
      statements++;
      int firstPoison = poison.nextSetBit(range.from());
      boolean holdsPoison = firstPoison >= 0 && firstPoison < range.to();
      if (holdsPoison || statements <= refusesEverythingFor) {
        return REFUSED;
      }
      assertThat(stored.get(range.from(), range.to()).isEmpty()).isTrue();
      stored.set(range.from(), range.to());
      return new StoreResult.Stored(range.size(), 0);
    }
  }
}
