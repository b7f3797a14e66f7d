package dev.tidewire.processing.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SeriesDictionaryTest {
  /** Either puts a series with these names, or looks for it. */
  record Step(boolean isPut, SeriesNames names) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<String> sensors = Arbitraries.integers().between(0, 300).map(i -> "sensor-" + i);
    Arbitrary<Map<String, String>> tags =
        Arbitraries.of(Map.of(), Map.of("site", "x"), Map.of("site", "y"));
    Arbitrary<String> units = Arbitraries.of("", "Cel", "K");
    return Combinators.combine(Arbitraries.of(true, false), sensors, units, tags)
        .as(
            (put, sensor, unit, tag) ->
                new Step(put, new SeriesNames(new SeriesKey(sensor, "m"), unit, tag)))
        .list()
        .ofMaxSize(2_000);
  }

  @Property(tries = 100)
  void dictionary_knowsWhatWasPutLast(@ForAll("steps") List<Step> steps) {
    // Given
    SeriesDictionary dictionary = new SeriesDictionary(1 << 20);
    SeriesDictionary.Cursor cursor = new SeriesDictionary.Cursor();
    Map<SeriesKey, SeriesNames> last = new HashMap<>();
    Map<SeriesKey, KnownSeries> known = new HashMap<>();

    for (Step step : steps) {
      byte[] names = step.names().encode();
      SeriesKey key = step.names().key();
      if (step.isPut()) {
        // When
        KnownSeries one = new KnownSeries(known.size(), 1, "Cel", step.names().unit(), 1);
        dictionary.put(names, 0, names.length, one, 0);
        last.put(key, step.names());
        known.put(key, one);
      } else {
        // Then
        boolean saysNothing = step.names().unit() == null && step.names().tags().isEmpty();
        KnownSeries expected = null;
        if (last.containsKey(key) && (saysNothing || last.get(key).equals(step.names()))) {
          KnownSeries put = known.get(key);
          expected = saysNothing ? put.withoutSent() : put;
        }
        assertThat(dictionary.find(names, 0, names.length, cursor)).isEqualTo(expected);
        assertThat(dictionary.find(names, 0, names.length, new SeriesDictionary.Cursor()))
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void whatIsUsed_staysWhileOthersAreForgotten() {
    // Given
    SeriesDictionary dictionary = new SeriesDictionary(1 << 16);
    put(dictionary, "used");
    put(dictionary, "unused");

    // When
    for (int i = 0; i < 10_000; i++) {
      put(dictionary, "other-" + i);

      // Then
      assertThat(isKnown(dictionary, "used")).isTrue();
    }
    assertThat(isKnown(dictionary, "unused")).isFalse();
    assertThat(dictionary.size()).isBetween(250, 700);
  }

  @Test
  void cursor_findsWhatFollows_andWhatDoesNot_whileEntriesMove() {
    // Given
    SeriesDictionary dictionary = new SeriesDictionary(1 << 16);
    SeriesDictionary.Cursor cursor = new SeriesDictionary.Cursor();
    for (int i = 0; i < 60; i++) {
      put(dictionary, "sensor-" + i);
    }

    for (int round = 0; round < 100; round++) {
      int stride = round % 3 == 0 ? 7 : 1;
      for (int i = 0; i < 60; i++) {
        // When
        byte[] names = names("sensor-" + i * stride % 60);
        put(dictionary, "other-" + round + "-" + i % 20);

        // Then
        assertThat(dictionary.find(names, 0, names.length, cursor)).isNotNull();
      }
    }
  }

  @Test
  void aCursorThatHasLeft_beginsAnew() {
    // Given
    SeriesDictionary dictionary = new SeriesDictionary(1 << 16);
    SeriesDictionary.Cursor cursor = new SeriesDictionary.Cursor();
    put(dictionary, "a");
    put(dictionary, "b");
    byte[] first = names("a");
    byte[] second = names("b");
    assertThat(dictionary.find(first, 0, first.length, cursor)).isNotNull();

    // When
    cursor.leave();

    // Then
    assertThat(dictionary.find(second, 0, second.length, cursor)).isNotNull();
  }

  /** Growing doubles nothing, and the room that is there but not used counts. */
  @Test
  void aGenerationTellsWhatItOccupies() {
    // Given
    Generation generation = new Generation();
    byte[] names = new byte[700];

    // Then
    for (int i = 0; i < 5_000; i++) {
      generation.add(i, names, 0, names.length, 0, new KnownSeries(i, 0, null, null, 0));
      long used = (i + 1) * (700L + 88);
      assertThat(generation.bytesWith(0)).isBetween(used, used * 3 / 2 + 1_000);
    }
  }

  private static void put(SeriesDictionary dictionary, String sensor) {
    byte[] names = names(sensor);
    dictionary.put(names, 0, names.length, new KnownSeries(1, 1, null, null, 1), 0);
  }

  private static boolean isKnown(SeriesDictionary dictionary, String sensor) {
    byte[] names = names(sensor);
    return dictionary.find(names, 0, names.length, new SeriesDictionary.Cursor()) != null;
  }

  private static byte[] names(String sensor) {
    return new SeriesNames(new SeriesKey(sensor, "value"), null, Map.of()).encode();
  }
}
