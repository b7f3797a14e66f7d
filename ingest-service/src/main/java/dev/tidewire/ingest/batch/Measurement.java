package dev.tidewire.ingest.batch;

import dev.tidewire.platform.text.Text;

/**
 * One number of an item, and the series that it belongs to. Unit and tags are not copied, as many
 * measurements share them: they must not change until the item has been added.
 */
final class Measurement {
  private final Text metric = new Text();
  private double value;
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
