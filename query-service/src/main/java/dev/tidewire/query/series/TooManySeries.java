package dev.tidewire.query.series;

import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import java.util.List;

/** A request that touches more series than one request may. */
public final class TooManySeries {
  private TooManySeries() {}

  /** The problem with the most series that a request may read. */
  public static Problem problem(int maxSeries) {
    String detail =
        "The request is about more than %d series, the most it may read: name the metrics, or fewer sensors."
            .formatted(maxSeries);
    return Problem.of(
        ProblemType.INVALID_PARAMETER, List.of(ItemError.ofParameter("metric", detail)));
  }
}
