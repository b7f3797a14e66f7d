package dev.tidewire.e2e.load;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Readings without end, each of them distinct and known from the seed and its number alone, so that
 * whatever is stored can be told apart: sent as it is, changed on the way, or never sent.
 *
 * @param seed another seed means other sensors and other values
 * @param sensors how many share the readings
 */
public record Workload(long seed, int sensors) {
  private static final AtomicLong SEED = new AtomicLong();
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int MICROS_APART = 1_001;

  /** One that no other test of this JVM has; its sensors spread over all partitions. */
  public static Workload fresh() {
    return new Workload(SEED.incrementAndGet(), 40);
  }

  /** One that no other test of this JVM has, all on one partition and so in order. */
  public static Workload ofOneSensor() {
    return new Workload(SEED.incrementAndGet(), 1);
  }

  /** What all its sensors' names begin with, and no others do. */
  String prefix() {
    return "load-" + seed + "-";
  }

  /** The sensor of a reading. */
  public String sensor(int number) {
    return prefix() + number % sensors;
  }

  /** The time of a reading. */
  public Instant time(int number) {
    return START.plus((long) number * MICROS_APART, ChronoUnit.MICROS);
  }

  double value(int number) {
    return new SplittableRandom(seed * 31 + number).nextInt(-1_000_000, 1_000_000) / 1_000.0;
  }

  /** The reading that is stored so, if there is one. */
  OptionalInt number(String sensor, Instant time, double value) {
    long micros = START.until(time, ChronoUnit.MICROS);
    int number = (int) (micros / MICROS_APART);
    boolean same =
        sensor.equals(sensor(number))
            && time.equals(time(number))
            && Double.doubleToLongBits(value) == Double.doubleToLongBits(value(number));
    return same ? OptionalInt.of(number) : OptionalInt.empty();
  }

  String ndjson(int first, int size) {
    return IntStream.range(first, first + size)
        .mapToObj(
            number ->
                "{\"sensor\":\"%s\",\"time\":\"%s\",\"value\":%s}\n"
                    .formatted(sensor(number), time(number), value(number)))
        .collect(Collectors.joining());
  }
}
