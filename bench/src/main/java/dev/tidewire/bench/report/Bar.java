package dev.tidewire.bench.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bar of a chart.
 *
 * @param segments its parts, from left to right
 * @param text what stands behind it
 * @param target where a line across it marks what is wanted, or null
 */
record Bar(String label, List<Segment> segments, String text, @Nullable Double target) {
  /** A part of a bar. */
  record Segment(String name, String colour, double length) {}

  static Bar of(String label, double length, String colour, String text, @Nullable Double target) {
    return new Bar(label, List.of(new Segment("", colour, length)), text, target);
  }

  double length() {
    return segments.stream().mapToDouble(Segment::length).sum();
  }
}
