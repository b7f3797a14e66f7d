package dev.tidewire.query.series;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.query.request.LatestRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * The series that a request for latest readings is about, in the order of the sensors in the
 * request and then by metric, and what it names that is not known.
 */
public record LatestChoice(
    List<Series> series, List<String> unknownSensors, List<SeriesKey> unknownSeries) {
  /** Chooses from the series of each sensor that is known, by metric. */
  public static LatestChoice of(LatestRequest request, Map<String, Map<String, Series>> found) {
    LatestChoice choice = new LatestChoice(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    SortedSet<String> metrics = request.filter().metrics();
    boolean takesAll = metrics.isEmpty() || request.filter().hasTags();
    for (String sensor : request.sensors()) {
      Map<String, Series> known = found.get(sensor);
      if (known == null && request.filter().hasTags()) {
        // The sensor may well be known.
        continue;
      } else if (known == null) {
        choice.unknownSensors.add(sensor);
      } else if (takesAll) {
        choice.series.addAll(known.values());
      } else {
        metrics.forEach(metric -> choice.add(new SeriesKey(sensor, metric), known));
      }
    }
    return choice;
  }

  /** Why no series was found. */
  public Problem nothingFound(LatestRequest request) {
    if (request.filter().hasTags()) {
      return SeriesChoice.noneTagged(request.sensors(), request.filter());
    }
    return unknownSeries.isEmpty()
        ? Problem.of(
            ProblemType.UNKNOWN_SENSOR,
            "No reading of sensor %s was ever stored."
                .formatted(NameList.quoted(request.sensors())))
        : Problem.of(
            ProblemType.UNKNOWN_METRIC,
            "No reading of metric %s of sensor %s was ever stored."
                .formatted(
                    NameList.quoted(request.filter().metrics()),
                    NameList.quoted(request.sensors())));
  }

  private void add(SeriesKey key, Map<String, Series> known) {
    Series one = known.get(key.metric());
    if (one == null) {
      unknownSeries.add(key);
    } else {
      series.add(one);
    }
  }
}
