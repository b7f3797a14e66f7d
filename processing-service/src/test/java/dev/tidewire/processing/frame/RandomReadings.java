package dev.tidewire.processing.frame;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.frame.ReadingColumns;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Readings of every shape that a frame can have, the same for the same seed. */
final class RandomReadings {
  private static final long NOON = 1_763_805_600_000_000L;
  private static final double[] EXTREMES = {
    -0.0,
    0.0,
    1,
    -1,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MIN_NORMAL,
    Math.nextDown(Double.MIN_NORMAL),
    Math.nextUp(1.0),
    Math.nextDown(1.0)
  };

  private final SplittableRandom random;
  private final int shapeOfSeries;
  private final int shapeOfTimes;
  private final int shapeOfValues;

  private RandomReadings(long seed) {
    random = new SplittableRandom(seed);
    shapeOfSeries = random.nextInt(3);
    shapeOfTimes = random.nextInt(4);
    shapeOfValues = random.nextInt(6);
  }

  /** At most {@code most} readings of one or several series, at least one. */
  static ReadingColumns of(long seed, int most) {
    RandomReadings readings = new RandomReadings(seed);
    return readings.columns(1 + readings.random.nextInt(most));
  }

  private ReadingColumns columns(int most) {
    long[] series = new long[random.nextBoolean() ? 1 : 1 + random.nextInt(40)];
    for (int i = 0; i < series.length; i++) {
      series[i] = series(i);
    }
    NavigableMap<Long, NavigableMap<Long, Double>> sorted = new TreeMap<>();
    long step = 1 + random.nextLong(10_000_000);
    for (int i = 0; i < most; i++) {
      sorted
          .computeIfAbsent(series[i % series.length], id -> new TreeMap<>())
          .put(time(i, step), value(i));
    }
    ReadingColumns columns = new ReadingColumns(most);
    sorted.forEach((id, of) -> of.forEach((time, value) -> columns.add(id, time, value)));
    return columns;
  }

  private long series(int i) {
    return switch (shapeOfSeries) {
      case 0 -> random.nextLong();
      case 1 -> 4_096 + i;
      default -> 1 + random.nextInt(5_000);
    };
  }

  private long time(int i, long step) {
    return switch (shapeOfTimes) {
      case 0 -> random.nextLong(ReadingTime.MIN_MICROS, ReadingTime.MAX_MICROS + 1);
      case 1 -> NOON + i * step;
      // With holes and jitter.
      case 2 -> NOON + (i + i / 20 * 5) * step + random.nextLong(step);
      default -> -i * 1_000_000L;
    };
  }

  private double value(int i) {
    return switch (shapeOfValues) {
      case 0 -> random.nextInt(-1_000, 1_000);
      case 1 -> random.nextInt(-100_000, 100_000) / 1_000.0;
      case 2 -> random.nextLong(-(1L << 52), 1L << 52) / 1e15;
      case 3 -> EXTREMES[random.nextInt(EXTREMES.length)];
      case 4 -> Math.sin(i);
      // Every exponent, that of the subnormals included.
      default ->
          Double.longBitsToDouble((random.nextLong() & ~(0x7FFL << 52)) | (i % 2_047L) << 52);
    };
  }
}
