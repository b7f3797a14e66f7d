package dev.tidewire.processing.store;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PollStoreTest {
  @Property
  void statements_shareAllRowsEvenlyAndNoneHasMoreThanItMay(
      @ForAll @IntRange(min = 1, max = 3_000_000) int rows,
      @ForAll @IntRange(min = 1_000, max = 100_000) int maxRows) {
    // Given
    int statements = (rows + maxRows - 1) / maxRows;

    // Then
    assertThat(PollStore.evenStart(rows, 0, statements)).isZero();
    assertThat(PollStore.evenStart(rows, statements, statements)).isEqualTo(rows);
    for (int i = 0; i < statements; i++) {
      int size =
          PollStore.evenStart(rows, i + 1, statements) - PollStore.evenStart(rows, i, statements);
      assertThat(size).isBetween(rows / statements, maxRows);
    }
  }
}
