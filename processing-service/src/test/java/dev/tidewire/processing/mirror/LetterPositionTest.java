package dev.tidewire.processing.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.platform.query.QueryIdentity;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LetterPositionTest {
  @Property
  void cursor_leadsBackToThePositionInItsOwnQueryOnly(
      @ForAll @LongRange(min = ReadingTime.MIN_MICROS, max = ReadingTime.MAX_MICROS) long failedAt,
      @ForAll @IntRange int partition,
      @ForAll @LongRange(max = Long.MAX_VALUE) long offset,
      @ForAll @LongRange(max = Long.MAX_VALUE) long millis,
      @ForAll String filter) {
    // Given
    QueryIdentity query = query(filter);
    LetterPosition position = new LetterPosition(failedAt, new LetterId(partition, offset, millis));

    // When
    String cursor = position.cursor(query);

    // Then
    assertThat(cursor).matches("[A-Za-z0-9_-]+");
    assertThat(LetterPosition.of(cursor, query)).isEqualTo(position);
    assertThat(LetterPosition.of(cursor, query(filter + "x"))).isNull();
  }

  @Property
  void arbitraryText_isNoCursor(@ForAll String text) {
    assertThat(LetterPosition.of(text, query("a"))).isNull();
  }

  @Test
  void damagedCursor_isNone() {
    // Given
    String cursor = new LetterPosition(1, new LetterId(2, 3, 4)).cursor(query("a"));

    for (int i = 0; i < cursor.length() - 1; i++) {
      // When
      char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
      String damaged = cursor.substring(0, i) + other + cursor.substring(i + 1);

      // Then
      assertThat(LetterPosition.of(damaged, query("a"))).isNull();
    }
  }

  private static QueryIdentity query(String filter) {
    return new QueryIdentity("dead-letters", List.of(filter));
  }
}
