package dev.tidewire.ingest.batch;

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
}
