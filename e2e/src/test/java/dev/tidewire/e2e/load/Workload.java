package dev.tidewire.e2e.load;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An endless sequence of distinct readings. The seed and a reading's number determine the reading,
 * so whatever is stored is recognised as sent, changed, or never sent.
 *
 * @param seed another seed means other sensors and other values
 * @param sensors how many sensors share the readings
 * @param tagged whether readings carry a unit and tags
 */
public record Workload(long seed, int sensors, boolean tagged) {
  /** The unit of a tagged workload. */
  public static final String UNIT = "Cel";

  private static final AtomicLong SEED = new AtomicLong();
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int MICROS_APART = 1_001;

  /** One that no other test of this JVM has. Its sensors use all partitions. */
  public static Workload fresh() {
    return new Workload(SEED.incrementAndGet(), 40, false);
  }

  /** As {@link #fresh}, with a unit and tags on every reading. */
  public static Workload freshTagged() {
    return new Workload(SEED.incrementAndGet(), 40, true);
  }

  /** One that no other test of this JVM has, all in one partition and therefore in order. */
  public static Workload ofOneSensor() {
    return new Workload(SEED.incrementAndGet(), 1, false);
  }

  /** As {@link #ofOneSensor}, with a unit and tags on every reading. */
  public static Workload taggedOfOneSensor() {
    return new Workload(SEED.incrementAndGet(), 1, true);
  }

  /** The start of each sensor's name, which no other sensor's name has. */
  String prefix() {
    return "load-" + seed + "-";
  }

  /** The sensor of a reading. */
  public String sensor(int number) {
    return prefix() + number % sensors;
  }

  /** The tags of a reading of a tagged workload; its sensor determines them. */
  public Map<String, String> tags(int number) {
    int sensor = number % sensors;
    return Map.of("site", "site-" + sensor % 3, "machine", "machine-" + sensor);
  }

  /** The time of a reading. */
  public Instant time(int number) {
    return START.plus((long) number * MICROS_APART, ChronoUnit.MICROS);
  }

  double value(int number) {
    return new SplittableRandom(seed * 31 + number).nextInt(-1_000_000, 1_000_000) / 1_000.0;
  }

  /** The number of the reading that has exactly these fields, if there is one. */
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
    return IntStream.range(first, first + size).mapToObj(this::json).collect(Collectors.joining());
  }

  private String json(int number) {
    return "{\"sensor\":\"%s\",\"time\":\"%s\",\"value\":%s%s}\n"
        .formatted(sensor(number), time(number), value(number), tagged ? unitAndTags(number) : "");
  }

  private String unitAndTags(int number) {
    return tags(number).entrySet().stream()
        .map(tag -> "\"%s\":\"%s\"".formatted(tag.getKey(), tag.getValue()))
        .collect(Collectors.joining(",", ",\"unit\":\"" + UNIT + "\",\"tags\":{", "}"));
  }
}
