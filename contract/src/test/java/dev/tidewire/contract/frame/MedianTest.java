package dev.tidewire.contract.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MedianTest {
  @Property
  void median_isTheMiddleOfTheSorted(
      @ForAll @Size(min = 1, max = 50) long[] numbers, @ForAll @IntRange(max = 63) int shift) {
    // Given
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] >>= shift;
    }
    long[] sorted = numbers.clone();
    Arrays.sort(sorted);

    // When
    long median = Median.of(numbers);

    // Then
    assertThat(median).isEqualTo(sorted[sorted.length / 2]);
  }
}
