package dev.tidewire.query.series;

import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import java.util.List;

/** A request that touches more series than one request may. */
public final class TooManySeries {
  private TooManySeries() {}

  /** The problem with the most series that a request may read. How many there are is not known. */
  public static Problem problem(int maxSeries) {
    String detail =
        "The request is about more series than the %1$d that one request may read (tidewire.query.max-series). Name at most %1$d metrics with `metric`, or fewer sensors; GET /v1/sensors/{sensor} lists the metrics of a sensor. With `tag`, the metrics that are named may be of 10,000 series, whose tags are looked at."
            .formatted(maxSeries);
    return Problem.of(
        ProblemType.INVALID_PARAMETER, List.of(ItemError.ofParameter("metric", detail)));
  }
}
