package dev.tidewire.ingest.labels;

import dev.tidewire.ingest.batch.KnownSeries;
import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.platform.text.Text;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The series that labels name, one for each field. Threads may share it. Where it is remembered, it
 * keeps the series of its fields instead of the labels, which are read again for a new field.
 */
public final class LabelledSeries implements Named {
  /** The field whose name the metric does not have. */
  public static final String DEFAULT_FIELD = "value";

  /** A field whose series is known. */
  private record Field(String name, String unit, KnownSeries series, @Nullable Field next) {
    private static final int BYTES = 32;

    private int bytes() {
      return BYTES + series.bytes();
    }
  }

  /** Null while it is remembered with the series of a field. */
  private @Nullable Labels labels;

  private @Nullable Field fields;
  private NamedByBytes.@Nullable Entry place;

  LabelledSeries(Labels labels) {
    this.labels = labels;
  }

  /** Makes it remembered. */
  void remember(NamedByBytes.Entry at) {
    place = at;
  }

  /** Adds a measurement of a field to a draft. */
  public void measure(ReadingDraft draft, double value, CharSequence field, Text unit) {
    for (Field known = fields; known != null; known = known.next()) {
      if (known.name().contentEquals(field) && unit.is(known.unit())) {
        draft.measure(value, known.series());
        return;
      }
    }
    Labels all = labels();
    draft.sensor().set(all.sensor());
    all.metric(field, draft.measure(value, unit, all.tags()));
    if (place != null) {
      // Of many series: nearly all have the same few.
      String name = field.toString().intern();
      String unitText = unit.toString().intern();
      draft.tellSeries(series -> learn(name, unitText, series));
    }
  }

  private void learn(String name, String unit, KnownSeries series) {
    NamedByBytes.Entry at = place;
    Field added = new Field(name, unit, series, fields);
    int bytes = 0;
    for (Field field = added; field != null; field = field.next()) {
      bytes += field.bytes();
    }
    if (at != null && at.learn(bytes)) {
      fields = added;
      labels = null;
    }
  }

  /** The name of the sensor. */
  public String sensor() {
    return labels().sensor();
  }

  /** Appends the name of the metric that a field is. */
  public void metric(CharSequence field, Text out) {
    labels().metric(field, out);
  }

  /** All labels, as {@code batch.Tags} writes them; never changed. */
  public Text tags() {
    return labels().tags();
  }

  Labels labels() {
    Labels kept = labels;
    return kept == null ? Objects.requireNonNull(place).read() : kept;
  }
}
