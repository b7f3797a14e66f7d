package dev.tidewire.ingest.batch;

import java.util.Arrays;

/**
 * What one item of a body says, before anyone has checked the names: one or more measurements of
 * one sensor at one time. Reused from item to item.
 */
public final class ReadingDraft {
  private final Text sensor = new Text();
  private final Text unit = new Text();
  private final Text tags = new Text();
  private long timeMicros;
  private Text[] metrics = {new Text()};
  private double[] values = new double[1];
  private int size;

  /** Forgets the item before. */
  public void clear() {
    sensor.clear();
    unit.clear();
    tags.clear();
    size = 0;
  }

  /** The sensor's name. */
  public Text sensor() {
    return sensor;
  }

  /** The unit; empty for none. */
  public Text unit() {
    return unit;
  }

  /** The tags, as {@link Tags} writes them; empty for none. */
  public Text tags() {
    return tags;
  }

  /** Sets the time, which the caller has checked. */
  public void setTimeMicros(long timeMicros) {
    this.timeMicros = timeMicros;
  }

  /** Adds a measurement and returns its metric's name, to be filled. */
  public Text addMeasurement(double value) {
    if (size == metrics.length) {
      metrics = Arrays.copyOf(metrics, size * 2);
      values = Arrays.copyOf(values, size * 2);
      for (int i = size; i < metrics.length; i++) {
        metrics[i] = new Text();
      }
    }
    values[size] = value;
    Text metric = metrics[size++];
    metric.clear();
    return metric;
  }

  /** The number of measurements. */
  public int size() {
    return size;
  }

  long timeMicros() {
    return timeMicros;
  }

  Text metric(int i) {
    return metrics[i];
  }

  double value(int i) {
    return values[i];
  }
}
