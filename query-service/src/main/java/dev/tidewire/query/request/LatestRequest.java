package dev.tidewire.query.request;

import dev.tidewire.platform.query.Parsed;
import dev.tidewire.query.render.Format;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/**
 * The latest reading of each series.
 *
 * @param sensors at least one, in the order asked
 * @param metrics empty for all metrics of each sensor
 * @param format how the answer is written
 */
public record LatestRequest(Set<String> sensors, SortedSet<String> metrics, Format format) {
  /** Reads the parameters of an answer in this format. */
  public static Parsed<LatestRequest> parse(
      Map<String, List<String>> query, Format negotiated, Limits limits) {
    ParameterReader in = new ParameterReader(query, "sensor", "metric", "escape");
    Format format = in.format(negotiated);
    Set<String> sensors = in.sensors(limits.maxSeries());
    SortedSet<String> metrics = in.metrics(limits.maxSeries());
    in.checkProduct(sensors.size(), metrics.size(), limits.maxSeries());
    return in.finish(() -> new LatestRequest(sensors, metrics, format));
  }
}
