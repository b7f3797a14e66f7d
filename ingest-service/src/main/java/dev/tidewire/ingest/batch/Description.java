package dev.tidewire.ingest.batch;

import dev.tidewire.contract.SeriesNames;
import dev.tidewire.platform.text.Text;
import java.util.Map;

/**
 * What a reading says of its series beside the sensor, checked. Many series have the same.
 * Immutable.
 *
 * @param unit empty for none
 * @param tagsText the tags as {@link Tags} writes them
 * @param tags the same as a map
 */
record Description(String metric, String unit, String tagsText, Map<String, String> tags)
    implements Checked {
  private static final int OBJECTS_BYTES = 200;
  private static final int COPIES = 4;

  static Description of(SeriesNames names) {
    Text tags = new Text();
    names
        .tags()
        .forEach(
            (tag, value) -> {
              Tags.append(tags, tag);
              Tags.append(tags, value);
            });
    String unit = names.unit() == null ? "" : names.unit();
    return new Description(names.key().metric(), unit, tags.toString(), names.tags());
  }

  boolean isOf(Measurement measurement) {
    return measurement.metric().is(metric) && saysOf(measurement);
  }

  /** Whether the measurement has this unit and these tags. */
  boolean saysOf(Measurement measurement) {
    return measurement.unit().is(unit) && measurement.tags().is(tagsText);
  }

  int characters() {
    return metric.length() + unit.length() + tagsText.length();
  }

  /** Roughly what it takes in memory. Those without tags are few. */
  int bytes() {
    return tagsText.isEmpty() ? 0 : OBJECTS_BYTES + COPIES * characters();
  }
}
