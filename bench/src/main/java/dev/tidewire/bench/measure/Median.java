package dev.tidewire.bench.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle of some rounds: one round that something disturbed does not move it. */
final class Median {
  private Median() {}

  /** The median of a figure over at least one round. */
  static <T> double of(List<T> rounds, ToDoubleFunction<T> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
