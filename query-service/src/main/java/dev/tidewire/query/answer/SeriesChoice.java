package dev.tidewire.query.answer;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.query.page.Series;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Chooses the series of a sensor that a request is about. */
sealed interface SeriesChoice {
  /** At least one series, in the order of their ids. */
  record Chosen(List<Series> series) implements SeriesChoice {}

  /** None, or not all that were asked for. */
  record Refused(Problem problem) implements SeriesChoice {}

  /**
   * Chooses all series that the sensor has, or exactly those of {@code metrics}.
   *
   * @param known all series of the sensor; empty when it is unknown
   */
  static SeriesChoice of(
      String sensor, Collection<String> metrics, List<Series> known, int maxSeries) {
    if (known.isEmpty()) {
      return new Refused(
          Problem.of(
              ProblemType.UNKNOWN_SENSOR,
              "No reading of sensor `" + sensor + "` was ever stored."));
    }
    List<Series> chosen =
        known.stream()
            .filter(one -> metrics.isEmpty() || metrics.contains(one.metric()))
            .sorted(Comparator.comparingLong(Series::id))
            .toList();
    if (chosen.size() > maxSeries) {
      return new Refused(TooManySeries.problem(chosen.size(), maxSeries));
    }
    return chosen.size() < metrics.size()
        ? new Refused(unknownMetric(sensor, metrics, known))
        : new Chosen(chosen);
  }

  private static Problem unknownMetric(
      String sensor, Collection<String> metrics, List<Series> known) {
    List<String> names = known.stream().map(Series::metric).toList();
    List<String> unknown = metrics.stream().filter(metric -> !names.contains(metric)).toList();
    return Problem.of(
        ProblemType.UNKNOWN_METRIC,
        "Sensor `%s` has no reading of `%s`; it measures %s."
            .formatted(sensor, String.join("`, `", unknown), listed(names)));
  }

  private static String listed(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(names.size(), 10)));
    return names.size() <= 10 ? first : first + " and " + (names.size() - 10) + " more";
  }
}
