package dev.tidewire.ingest.labels;

import dev.tidewire.platform.text.Text;

/**
 * What labels say of the series that they name. Immutable, so that threads may share it.
 *
 * @param sensor the sensor's name
 * @param name of the measurement, or of the metric where a protocol has no fields
 * @param suffix the labels that are part of the metric's name, as {@code {a="1",b="2"}}, or empty
 * @param tags all labels, as {@code batch.Tags} writes them; never changed
 */
public record LabelledSeries(String sensor, String name, String suffix, Text tags)
    implements Named {
  /** The field whose name the metric does not have. */
  public static final String DEFAULT_FIELD = "value";

  /** Appends the name of the metric that a field is. */
  public void metric(CharSequence field, Text out) {
    MetricText.name(name, out);
    if (!DEFAULT_FIELD.contentEquals(field)) {
      out.append('.');
      MetricText.name(field, out);
    }
    out.append(suffix);
  }

  /** Appends the name of the metric, of a protocol that has no fields. */
  public void metric(Text out) {
    metric(DEFAULT_FIELD, out);
  }
}
