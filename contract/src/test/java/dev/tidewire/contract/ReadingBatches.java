package dev.tidewire.contract;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary valid batches. */
final class ReadingBatches {
  private ReadingBatches() {}

  static Arbitrary<ReadingBatch> any() {
    return series().list().ofMinSize(1).ofMaxSize(6).map(ReadingBatch::new);
  }

  private static Arbitrary<SeriesReadings> series() {
    return Combinators.combine(
            text(1, 40), text(1, 16), text(0, 8).injectNull(0.3), tags(), readings())
        .as(
            (sensor, metric, unit, tags, columns) -> {
              SeriesReadings readings =
                  new SeriesReadings(new SeriesKey(sensor, metric), unit, tags, 1);
              columns.forEach(readings::add);
              return readings;
            });
  }

  private static Arbitrary<Map<String, String>> tags() {
    return Arbitraries.maps(text(1, 8), text(0, 8)).ofMaxSize(4);
  }

  private static Arbitrary<Map<Long, Double>> readings() {
    return Arbitraries.maps(
            Arbitraries.longs().between(ReadingTime.MIN_MICROS, ReadingTime.MAX_MICROS),
            Arbitraries.doubles())
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  /** Of one, two, three and four bytes a character. */
  private static Arbitrary<String> text(int min, int max) {
    return Arbitraries.of("a", "Z", "7", "-", "é", "ß", "温", "℃", "🌊")
        .list()
        .ofMinSize(min)
        .ofMaxSize(max)
        .map(characters -> String.join("", characters));
  }
}
