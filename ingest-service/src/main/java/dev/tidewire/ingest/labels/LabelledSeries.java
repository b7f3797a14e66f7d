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

  /** Of more, the labels are read each time: they would be looked through for each value. */
  private static final int MOST_FIELDS = 64;

  /**
   * A field whose series is known.
   *
   * @param count how many there are with those after it
   * @param bytes what these take
   */
  private record Field(
      String name, String unit, KnownSeries series, @Nullable Field next, int count, int bytes) {
    private static final int BYTES = 48;

    private static Field of(String name, String unit, KnownSeries series, @Nullable Field next) {
      return new Field(
          name,
          unit,
          series,
          next,
          next == null ? 1 : next.count + 1,
          (next == null ? 0 : next.bytes) + BYTES + series.bytes());
    }

    private boolean is(CharSequence field, Text ofUnit) {
      return name.contentEquals(field) && ofUnit.is(unit);
    }
  }

  /** Null while it is remembered with the series of one field. */
  private volatile @Nullable Labels labels;

  private volatile @Nullable Field fields;
  private volatile NamedByBytes.@Nullable Entry place;

  LabelledSeries(Labels labels) {
    this.labels = labels;
  }

  /** Makes it remembered. */
  void remember(NamedByBytes.Entry at) {
    place = at;
  }

  /** Adds a measurement of a field to a draft. */
  public void measure(ReadingDraft draft, double value, CharSequence field, Text unit) {
    Field first = fields;
    for (Field known = first; known != null; known = known.next()) {
      if (known.is(field, unit)) {
        draft.measure(value, known.series());
        return;
      }
    }
    Labels all = labels();
    draft.sensor().set(all.sensor());
    all.metric(field, draft.measure(value, unit, all.tags()));
    if (place != null && (first == null || first.count() < MOST_FIELDS)) {
      // Of many series: nearly all have the same few.
      String name = field.toString().intern();
      String unitText = unit.toString().intern();
      draft.tellSeries(series -> learn(name, unitText, series, all));
    }
  }

  /** Keeps the labels beside several fields, as there may be more, and counts what they take. */
  private void learn(String name, String unit, KnownSeries series, Labels all) {
    NamedByBytes.Entry at = place;
    Field others = fields;
    if (at == null || others != null && others.count() >= MOST_FIELDS) {
      return;
    }
    Field added = Field.of(name, unit, series, others);
    boolean isOnly = others == null;
    if (at.learn(added.bytes(), !isOnly)) {
      fields = added;
      labels = isOnly ? null : all;
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
