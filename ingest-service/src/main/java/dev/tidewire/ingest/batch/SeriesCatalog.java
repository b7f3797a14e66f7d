package dev.tidewire.ingest.batch;

import dev.tidewire.contract.Names;
import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.platform.text.Text;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Checks series and caches them across requests, so that a series that reports every second is
 * checked and hashed to its partition once. Holds at most {@value #SLOTS} series of at most {@value
 * #MAX_CHARACTERS} characters; a new series replaces the one in its slot. Thread-safe without
 * locks: a slot holds an immutable object or null, and a lost update only costs another check.
 */
public final class SeriesCatalog {
  private static final int SLOTS = 8_192;
  private static final int MAX_CHARACTERS = 256;

  private final int partitions;
  private final int hashMultiplier;
  private final @Nullable KnownSeries[] slots = new @Nullable KnownSeries[SLOTS];

  /**
   * @param partitions of the readings topic
   * @param seed of the hash; random, so that nobody can construct names that share one slot
   */
  public SeriesCatalog(int partitions, int seed) {
    this.partitions = partitions;
    this.hashMultiplier = seed | 1;
  }

  int partitions() {
    return partitions;
  }

  int hash(Text sensor, Text metric) {
    int hash = metric.hash(hashMultiplier, sensor.hash(hashMultiplier, 0) + 1);
    return hash ^ hash >>> 15;
  }

  /** The series if it is remembered with the measurement's unit and tags. */
  @Nullable KnownSeries find(int hash, Text sensor, Measurement measurement) {
    KnownSeries known = slots[hash & SLOTS - 1];
    return known != null
            && known.is(sensor, measurement.metric())
            && known.isDescribedBy(measurement)
        ? known
        : null;
  }

  /** Remembers a series of which {@link #violation} has found nothing. */
  KnownSeries learn(int hash, Text sensor, Measurement measurement) {
    Text tags = measurement.tags();
    SeriesKey key = new SeriesKey(sensor.toString(), measurement.metric().toString());
    KnownSeries known =
        new KnownSeries(
            key,
            measurement.unit().toString(),
            tags.toString(),
            Objects.requireNonNull(Tags.parse(tags)),
            Partitions.of(key.sensor(), partitions));
    if (known.characters() <= MAX_CHARACTERS) {
      slots[hash & SLOTS - 1] = known;
    }
    return known;
  }

  /** What is wrong with a series' names, unit or tags, or null. */
  static @Nullable Violation violation(Text sensor, Measurement measurement) {
    if (sensor.isEmpty()) {
      return new Violation(
          "", "sensor is missing: give it with each reading, or for all of them as ?sensor=");
    }
    Violation violation = violation("/sensor", Names.sensorViolation(sensor.toString()));
    if (violation == null) {
      violation = violation("/metric", Names.metricViolation(measurement.metric().toString()));
    }
    if (violation == null) {
      violation = violation("/unit", Names.unitViolation(measurement.unit().toString()));
    }
    if (violation == null) {
      Map<String, String> map = Tags.parse(measurement.tags());
      violation =
          violation("/tags", map == null ? "a tag is given twice" : Names.tagsViolation(map));
    }
    return violation;
  }

  private static @Nullable Violation violation(String path, @Nullable String detail) {
    return detail == null ? null : new Violation(path, detail);
  }
}
