package dev.tidewire.query.answer;

import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import java.util.List;

/** A request that touches more series than one request may. */
final class TooManySeries {
  private TooManySeries() {}

  static Problem problem(int maxSeries) {
    String detail =
        "The request is about more than %d series, the most it may read: name the metrics, or fewer sensors."
            .formatted(maxSeries);
    return Problem.of(
        ProblemType.INVALID_PARAMETER, List.of(ItemError.ofParameter("metric", detail)));
  }
}
