package dev.tidewire.ingest.otlp;

import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.labels.LabelledSeries;
import dev.tidewire.platform.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * Adds what one data point after another measured to a draft; each method returns what is wrong.
 */
final class Measurements {
  private static final double HALF_RANGE = 0x1p63;

  private final ReadingDraft draft;
  private final LabelledSeries point;
  private final Text unit;
  private final Text noUnit = new Text();

  /** Of a data point of this series. */
  Measurements(ReadingDraft draft, LabelledSeries point, Text unit) {
    this.draft = draft;
    this.point = point;
    this.unit = unit;
  }

  /** Adds the value that a data point is. */
  @Nullable String value(double value) {
    return add(point, LabelledSeries.DEFAULT_FIELD, value, unit);
  }

  /** Adds the integer that a data point is. */
  @Nullable String value(long value) {
    noteInexact(value, value);
    return value((double) value);
  }

  /** Adds a part of a distribution that is of what it is about, such as its sum. */
  @Nullable String part(String field, double value) {
    return add(point, field, value, unit);
  }

  /** Adds a number of values, which has no sign. */
  @Nullable String count(LabelledSeries series, String field, long count) {
    double value = count >= 0 ? count : (count >>> 1) * 2.0 + (count & 1);
    noteInexact(value < HALF_RANGE ? value : value - 2 * HALF_RANGE, count);
    return add(series, field, value, noUnit);
  }

  /** Adds a value of another series of the same unit. */
  @Nullable String value(LabelledSeries series, double value) {
    return add(series, LabelledSeries.DEFAULT_FIELD, value, unit);
  }

  LabelledSeries point() {
    return point;
  }

  /** Whether a double holds an integer. */
  private void noteInexact(double value, long integer) {
    if ((long) value != integer || value == HALF_RANGE) {
      draft.noteInexact();
    }
  }

  private @Nullable String add(LabelledSeries series, String field, double value, Text ofUnit) {
    if (!Double.isFinite(value)) {
      return "a value must be finite, but is " + value;
    }
    series.measure(draft, value, field, ofUnit);
    return null;
  }
}
