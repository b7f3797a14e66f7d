package dev.tidewire.processing;

import static dev.tidewire.processing.Health.get;

import dev.tidewire.platform.http.Management;

/** The metrics of the service under test. */
public final class Metrics {
  private Metrics() {}

  /** A metric's value, summed over its tags. */
  public static double sum(String name) {
    return get(Management.uri("/q/metrics"))
        .body()
        .asString()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** The value of one series: a name and all its labels. */
  public static double value(String series) {
    return get(Management.uri("/q/metrics"))
        .body()
        .asString()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow();
  }
}
