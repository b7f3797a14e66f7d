package dev.tidewire.ingest.labels;

import dev.tidewire.platform.text.Text;

/**
 * What labels say of a series. Immutable, so that threads may share it.
 *
 * @param sensor the sensor's name
 * @param name of the measurement, or of the metric where a protocol has no fields
 * @param suffix the labels that are part of the metric's name, as {@code {a="1",b="2"}}, or empty
 * @param tags all labels, as {@code batch.Tags} writes them; never changed
 */
record Labels(String sensor, String name, String suffix, Text tags) {
  /** Appends the name of the metric that a field is. */
  void metric(CharSequence field, Text out) {
    MetricText.name(name, out);
    if (!LabelledSeries.DEFAULT_FIELD.contentEquals(field)) {
      out.append('.');
      MetricText.name(field, out);
    }
    out.append(suffix);
  }
}
