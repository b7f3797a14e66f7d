package dev.tidewire.processing.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterIdTest {
  @Property
  void everyId_isReadAsWritten(
      @ForAll @IntRange(max = 999_999_999) int partition,
      @ForAll @LongRange(max = 999_999_999_999_999_999L) long offset,
      @ForAll long timestamp) {
    // Given
    LetterId id = LetterId.of(partition, offset, timestamp);

    // When
    LetterId read = LetterId.parse(id.toString());

    // Then
    assertThat(read).isEqualTo(id);
  }

  @Property
  void whatIsRead_isWrittenAlike(@ForAll String text) {
    // When
    LetterId read = LetterId.parse(text);

    // Then
    assertThat(read == null || read.toString().equals(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-", "3", "3-1", "3-1-", "-3-1-2", "03-1-2", "3-01-2", "3-1-02", "3-1-2-4", "+3-1-2",
        "3-1-2\n", "٣-1-2", "3-1--2"
      })
  void otherTexts_areNoId(String text) {
    assertThat(LetterId.parse(text)).isNull();
  }
}
