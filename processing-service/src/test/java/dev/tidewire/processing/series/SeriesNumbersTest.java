package dev.tidewire.processing.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.BatchSink;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SeriesNumbersTest {
  private static final int SENSORS = 40;
  private static final int KNOWN = 20;

  /** A sensor, each with a unit or without; below zero: take back all numbers but so many. */
  @Provide
  Arbitrary<List<Integer>> steps() {
    return Arbitraries.integers().between(-5, 2 * SENSORS - 1).list().ofMaxSize(300);
  }

  @Property
  void namesHaveOneNumber_whateverTheirOrder(@ForAll("steps") List<Integer> steps) {
    // Given
    SeriesDictionary dictionary = new SeriesDictionary(1 << 20);
    for (int sensor = 0; sensor < KNOWN; sensor++) {
      byte[] known = names(2 * sensor + 1).encode();
      dictionary.put(known, 0, known.length, new KnownSeries(sensor, 0, "Cel", "Cel", 1), 0);
    }
    SeriesNumbers numbers = new SeriesNumbers(0, dictionary);
    List<SeriesNames> numbered = new ArrayList<>();

    for (int step : steps) {
      if (step < 0) {
        // When
        int kept = Math.min(numbered.size(), -step * 3);
        numbers.keepFirst(kept);
        numbered.subList(kept, numbered.size()).clear();
      } else {
        SeriesNames names = names(step);
        byte[] bytes = names.encode();
        boolean isKnown = step / 2 < KNOWN;
        int expected = numbered.indexOf(names);

        // When
        int found = numbers.find(bytes, 0, bytes.length);
        if (found == BatchSink.NONE) {
          assertThat(isKnown).isFalse();
          assertThat(expected).isEqualTo(BatchSink.NONE);
          found = numbers.number(names, bytes, 0, bytes.length);
        }

        // Then
        assertThat(found).isEqualTo(expected == BatchSink.NONE ? numbered.size() : expected);
        if (expected == BatchSink.NONE) {
          numbered.add(names);
        }
        assertThat(numbers.get(found).names()).isEqualTo(names);
        assertThat(numbers.get(found).isKnown()).isEqualTo(isKnown);
      }
      assertThat(numbers.size()).isEqualTo(numbered.size());
    }
  }

  private static SeriesNames names(int step) {
    return new SeriesNames(
        new SeriesKey("sensor-" + step / 2, "m"), step % 2 == 1 ? "Cel" : null, Map.of());
  }
}
