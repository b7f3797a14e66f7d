package dev.tidewire.contract.frame;

import dev.tidewire.contract.ReadingTime;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Readings of every kind that a frame can hold. */
final class ManyReadings {
  private static final long NOON = 1_763_805_600_000_000L;

  private ManyReadings() {}

  static Arbitrary<ReadingColumns> any() {
    return Combinators.combine(
            Arbitraries.oneOf(oneSeries(), anySeries()), times(), values(), Arbitraries.integers())
        .as(ManyReadings::columns)
        .filter(readings -> readings.size() > 0);
  }

  private static Arbitrary<List<Long>> oneSeries() {
    return Arbitraries.longs().list().ofSize(1);
  }

  private static Arbitrary<List<Long>> anySeries() {
    return Arbitraries.oneOf(Arbitraries.longs().between(1, 5_000), Arbitraries.longs())
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  /** Any at all, and those of a sensor that reports regularly, late by chance and with holes. */
  private static Arbitrary<List<Long>> times() {
    Arbitrary<Long> any =
        Arbitraries.longs().between(ReadingTime.MIN_MICROS, ReadingTime.MAX_MICROS);
    Arbitrary<List<Long>> regular =
        Combinators.combine(
                Arbitraries.longs().between(0, 100),
                Arbitraries.longs().between(0, 10_000_000),
                Arbitraries.integers().between(0, 20_000).list().ofMaxSize(200))
            .as(ManyReadings::regular);
    return Arbitraries.oneOf(any.list().ofMaxSize(50), regular);
  }

  private static List<Long> regular(long start, long step, List<Integer> chances) {
    NavigableMap<Long, Integer> times = new TreeMap<>();
    long time = NOON + start;
    for (int chance : chances) {
      time += chance % 20 == 0 ? 3 * step : step;
      times.put(time + (chance % 3 == 0 ? chance : 0), chance);
    }
    return List.copyOf(times.keySet());
  }

  private static Arbitrary<List<Double>> values() {
    Arbitrary<Double> any =
        Arbitraries.oneOf(
            Arbitraries.doubles(),
            Arbitraries.of(-0.0, 0.0, Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE),
            Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite));
    Arbitrary<Double> decimals = Arbitraries.integers().map(i -> i / 1000.0);
    Arbitrary<Double> precise =
        Arbitraries.longs().between(-(1L << 52), 1L << 52).map(i -> i / 1e15);
    return Arbitraries.oneOf(any, decimals, precise).list().ofMinSize(1).ofMaxSize(60);
  }

  private static ReadingColumns columns(
      List<Long> series, List<Long> times, List<Double> values, int turn) {
    NavigableMap<Long, NavigableMap<Long, Double>> sorted = new TreeMap<>();
    for (int i = 0; i < times.size(); i++) {
      sorted
          .computeIfAbsent(series.get(i % series.size()), id -> new TreeMap<>())
          .put(times.get(i), values.get(Math.floorMod(i + turn, values.size())));
    }
    ReadingColumns columns = new ReadingColumns(0);
    sorted.forEach((id, of) -> of.forEach((time, value) -> columns.add(id, time, value)));
    return columns;
  }
}
