package dev.tidewire.local.metrics;

import java.util.Set;
import java.util.TreeSet;

/**
 * A metric with all its series.
 *
 * @param name the name in queries: counters with {@code _total}, distributions without suffix
 * @param type {@code counter}, {@code gauge}, {@code summary} or {@code histogram}
 * @param labels sorted, joined by a comma and a space
 */
public record MetricFamily(String name, String type, String labels) {
  static MetricFamily of(String name, String type, Set<String> labels) {
    return new MetricFamily(name, type, String.join(", ", new TreeSet<>(labels)));
  }
}
