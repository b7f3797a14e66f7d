package dev.tidewire.query.series;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.query.request.SeriesFilter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Chooses the series of a sensor that a request is about. */
public sealed interface SeriesChoice {
  /** At least one series, in the order of their ids. */
  record Chosen(List<Series> series) implements SeriesChoice {}

  /** None, or not all that were asked for. */
  record Refused(Problem problem) implements SeriesChoice {}

  /**
   * Chooses all series that the filter is about; each metric of one without tags must be known.
   *
   * @param known the series of the sensor by metric, all of them or those that were looked for, and
   *     without tags some others; empty when it is unknown
   */
  static SeriesChoice of(
      String sensor, SeriesFilter filter, Map<String, Series> known, int maxSeries) {
    Collection<String> metrics = filter.metrics();
    if (known.isEmpty() && filter.hasTags()) {
      return new Refused(noneTagged(List.of(sensor), filter));
    } else if (known.isEmpty()) {
      return new Refused(
          Problem.of(
              ProblemType.UNKNOWN_SENSOR,
              "No reading of sensor `" + sensor + "` was ever stored."));
    }
    List<Series> chosen =
        known.values().stream()
            .filter(one -> filter.hasTags() || metrics.isEmpty() || metrics.contains(one.metric()))
            .sorted(Comparator.comparingLong(Series::id))
            .toList();
    if (chosen.size() > maxSeries) {
      return new Refused(TooManySeries.problem(maxSeries));
    }
    return chosen.size() < metrics.size() && !filter.hasTags()
        ? new Refused(unknownMetric(sensor, metrics, known.keySet()))
        : new Chosen(chosen);
  }

  /** Why there is none; the sensors may be known. */
  static Problem noneTagged(Collection<String> sensors, SeriesFilter filter) {
    return Problem.of(
        ProblemType.UNKNOWN_METRIC,
        "Sensor %s has no series%s. GET /v1/sensors/{sensor} lists the series of a sensor and their tags."
            .formatted(NameList.quoted(sensors), text(filter)));
  }

  private static String text(SeriesFilter filter) {
    String metric =
        filter.metrics().isEmpty() ? "" : " of metric " + NameList.quoted(filter.metrics());
    List<String> tags =
        filter.tags().entrySet().stream().map(tag -> tag.getKey() + ":" + tag.getValue()).toList();
    return metric + " with the tags " + NameList.quoted(tags);
  }

  private static Problem unknownMetric(
      String sensor, Collection<String> metrics, Collection<String> known) {
    List<String> unknown = metrics.stream().filter(metric -> !known.contains(metric)).toList();
    return Problem.of(
        ProblemType.UNKNOWN_METRIC,
        "Sensor `%s` has no reading of %s; it measures %s."
            .formatted(sensor, NameList.quoted(unknown), listed(known)));
  }

  private static String listed(Collection<String> names) {
    String first = names.stream().sorted().limit(NameList.MOST).collect(Collectors.joining(", "));
    return names.size() <= NameList.MOST ? first : first + " and more";
  }
}
