package dev.tidewire.ingest.batch;

import dev.tidewire.platform.text.Text;

/**
 * One number of an item, and the series that it belongs to. Many measurements share a unit and
 * tags, so these are not copied: they must not change until the item has been added.
 */
final class Measurement {
  private final Text metric = new Text();
  private double value;

  /** Whether the value is not exactly the number that was sent. */
  boolean isInexact;

  /** Any text, until the first {@link #set}. */
  private Text unit = metric;

  private Text tags = metric;

  Text set(double newValue, Text newUnit, Text newTags) {
    value = newValue;
    unit = newUnit;
    tags = newTags;
    metric.clear();
    return metric;
  }

  double value() {
    return value;
  }

  Text metric() {
    return metric;
  }

  Text unit() {
    return unit;
  }

  Text tags() {
    return tags;
  }
}
