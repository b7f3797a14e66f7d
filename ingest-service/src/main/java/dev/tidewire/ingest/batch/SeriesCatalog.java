package dev.tidewire.ingest.batch;

import dev.tidewire.contract.EncodedNames;
import dev.tidewire.contract.Names;
import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.platform.text.KeyedHash;
import dev.tidewire.platform.text.Text;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks series and remembers them across requests, so that a series that reports every second is
 * checked, encoded and hashed to its partition once. Remembers no series of more than {@value
 * #MAX_CHARACTERS} characters. Thread-safe.
 */
public final class SeriesCatalog {
  private static final int MOST_SERIES = 1 << 16;

  private static final long MOST_BYTES = 8L << 20;

  private static final int DESCRIPTIONS = 256;
  private static final int MAX_CHARACTERS = 512;

  private final int partitions;
  private final KeyedHash hashes;
  private final BoundedSlots<KnownSeries> remembered = new BoundedSlots<>(MOST_SERIES, MOST_BYTES);
  private final @Nullable Description[] descriptions = new @Nullable Description[DESCRIPTIONS];

  /**
   * @param partitions of the readings topic
   * @param hashes the same for all catalogs between which series are remembered elsewhere
   */
  public SeriesCatalog(int partitions, KeyedHash hashes) {
    this.partitions = partitions;
    this.hashes = hashes;
  }

  int partitions() {
    return partitions;
  }

  int hash(Text sensor, Text metric) {
    return Long.hashCode(hashes.of(metric, hashes.of(sensor, 0)));
  }

  /** The series if it is remembered with the measurement's unit and tags. */
  @Nullable KnownSeries find(int hash, Text sensor, Measurement measurement) {
    for (int way = 0; way < BoundedSlots.WAYS; way++) {
      KnownSeries known = remembered.at(hash, way);
      if (known != null
          && known.is(sensor, measurement.metric())
          && known.isDescribedBy(measurement)) {
        return known;
      }
    }
    return null;
  }

  /** Checks a series, and remembers it if nothing is wrong. */
  Checked check(int hash, Text sensor, Measurement measurement) {
    Violation violation = violation(sensor);
    Checked described = violation == null ? describe(measurement) : violation;
    if (described instanceof Violation wrong) {
      return wrong;
    }
    Description description = (Description) described;
    KnownSeries known = known(sensor.toString(), description, hash);
    if (!measurement.isRememberedElsewhere()
        && sensor.length() + description.characters() <= MAX_CHARACTERS) {
      remembered.put(hash, known, known.bytes());
    }
    return known;
  }

  private static KnownSeries known(String sensor, Description description, int hash) {
    String unit = description.unit().isEmpty() ? null : description.unit();
    SeriesKey key = new SeriesKey(sensor, description.metric());
    return new KnownSeries(
        EncodedNames.of(key, unit, description.tags()), hash, Partitions.hash(sensor), description);
  }

  private static @Nullable Violation violation(Text sensor) {
    return sensor.isEmpty()
        ? new Violation(
            "", "sensor is missing: give it with each reading, or for all of them as ?sensor=")
        : violation("/sensor", Names.sensorViolation(sensor));
  }

  /** Where there are more series than are remembered, most have the same few descriptions. */
  private Checked describe(Measurement measurement) {
    int hash = hash(measurement.tags(), measurement.metric()) & DESCRIPTIONS - 1;
    Description known = descriptions[hash];
    if (known != null && known.isOf(measurement)) {
      return known;
    }
    Checked described = checked(measurement);
    if (described instanceof Description description
        && description.characters() <= MAX_CHARACTERS) {
      descriptions[hash] = description;
    }
    return described;
  }

  private static Checked checked(Measurement measurement) {
    String metric = measurement.metric().toString();
    String unit = measurement.unit().toString();
    Violation violation = violation("/metric", Names.metricViolation(metric));
    if (violation == null) {
      violation = violation("/unit", Names.unitViolation(unit));
    }
    if (violation != null) {
      return violation;
    }
    Map<String, String> tags = Tags.parse(measurement.tags());
    if (tags == null) {
      return new Violation("/tags", "a tag is given twice");
    }
    violation = violation("/tags", Names.tagsViolation(tags));
    return violation == null
        ? new Description(metric, unit, measurement.tags().toString(), tags)
        : violation;
  }

  private static @Nullable Violation violation(String path, @Nullable String detail) {
    return detail == null ? null : new Violation(path, detail);
  }
}
