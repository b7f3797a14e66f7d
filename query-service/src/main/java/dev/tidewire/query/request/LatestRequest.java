package dev.tidewire.query.request;

import dev.tidewire.platform.query.Parsed;
import dev.tidewire.query.render.Format;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The latest reading of each series.
 *
 * @param sensors at least one, in the order asked
 * @param filter which of their series
 * @param format how the answer is written
 */
public record LatestRequest(Set<String> sensors, SeriesFilter filter, Format format) {
  /** Reads the parameters of an answer in this format. */
  public static Parsed<LatestRequest> parse(
      Map<String, List<String>> query, Format negotiated, Limits limits) {
    ParameterReader in = new ParameterReader(query, "sensor", "metric", "tag", "escape");
    Format format = in.format(negotiated);
    Set<String> sensors = in.sensors(limits.maxSeries());
    SeriesFilter filter = in.filter(limits.maxSeries());
    in.checkProduct(sensors.size(), filter.metrics().size(), limits.maxSeries());
    return in.finish(() -> new LatestRequest(sensors, filter, format));
  }
}
