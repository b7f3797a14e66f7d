package dev.tidewire.contract;

/**
 * Names a series: one metric of one sensor.
 *
 * @param sensor as {@link Names#sensorViolation} allows
 * @param metric as {@link Names#metricViolation} allows
 */
public record SeriesKey(String sensor, String metric) {
  /** The metric of readings that name none. */
  public static final String DEFAULT_METRIC = "value";
}
