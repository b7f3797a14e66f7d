package dev.tidewire.ingest.batch;

import dev.tidewire.platform.text.Text;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One number of an item, and the series that it belongs to: a known one, or what names it. Many
 * measurements share a unit and tags, so these are not copied: they must not change until the item
 * has been added.
 */
final class Measurement {
  private final Text metric = new Text();
  private double value;

  /** Whether the value is not exactly the number that was sent. */
  boolean isInexact;

  /** Whether an earlier one of the item has its metric. */
  boolean isLeftOut;

  /** With which it was added, in microseconds since 1970. */
  long timeMicros;

  private @Nullable KnownSeries series;
  private @Nullable Consumer<KnownSeries> memory;

  /** Any text, until the first {@link #set}. */
  private Text unit = metric;

  private Text tags = metric;

  Text set(double newValue, Text newUnit, Text newTags) {
    value = newValue;
    unit = newUnit;
    tags = newTags;
    series = null;
    memory = null;
    metric.clear();
    return metric;
  }

  void set(double newValue, KnownSeries known) {
    value = newValue;
    series = known;
    memory = null;
    metric.clear();
  }

  /** Who wants to know its series once that has been checked. */
  void tell(Consumer<KnownSeries> whom) {
    memory = whom;
  }

  boolean isRememberedElsewhere() {
    return memory != null;
  }

  void remember(KnownSeries checked) {
    if (memory != null) {
      memory.accept(checked.slim());
    }
  }

  /** Null where only names are known. */
  @Nullable KnownSeries series() {
    return series;
  }

  double value() {
    return value;
  }

  Text metric() {
    if (series != null && metric.isEmpty()) {
      series.metric(metric);
    }
    return metric;
  }

  /** In characters, or in bytes of UTF-8 where the series is known. */
  int metricLength() {
    return series == null ? metric.length() : series.metricLength();
  }

  /** Of a measurement whose series is not known yet. */
  Text unit() {
    return unit;
  }

  /** Of a measurement whose series is not known yet. */
  Text tags() {
    return tags;
  }
}
