package dev.tidewire.contract.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RadixOrderTest {
  @Property
  void places_areSortedByNumber_equalOnesAsTheyWere(
      @ForAll @Size(max = 100) long[] numbers, @ForAll @IntRange(max = 63) int shift) {
    // Given
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] >>= shift;
    }

    // When
    int[] order = RadixOrder.of(numbers, numbers.length);

    // Then
    int[] expected =
        IntStream.range(0, numbers.length)
            .boxed()
            .sorted(Comparator.comparingLong(place -> numbers[place]))
            .mapToInt(Integer::intValue)
            .toArray();
    assertThat(order).isEqualTo(expected);
  }
}
