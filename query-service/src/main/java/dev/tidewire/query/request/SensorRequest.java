package dev.tidewire.query.request;

import dev.tidewire.platform.query.Parsed;
import dev.tidewire.platform.query.QueryIdentity;
import dev.tidewire.query.page.NamePosition;
import dev.tidewire.query.render.Format;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One sensor with its series.
 *
 * @param limit most series of the answer; {@link Long#MAX_VALUE} for all there are
 * @param after the metric to continue after, or null for the first page
 * @param format how the answer is written
 */
public record SensorRequest(
    String sensor, long limit, @Nullable NamePosition after, Format format) {
  /** Reads the sensor, which comes in the path, and the parameters of an answer in this format. */
  public static Parsed<SensorRequest> parse(
      String sensor, Map<String, List<String>> query, Format negotiated, Limits limits) {
    ParameterReader in = new ParameterReader(query, "limit", "cursor", "escape");
    in.checkSensor(sensor);
    Format format = in.format(negotiated);
    long limit = in.limit(format, limits);
    QueryIdentity identity = identity(sensor);
    NamePosition after = in.position(cursor -> NamePosition.ofMetric(cursor, identity), "sensor");
    return in.finish(() -> new SensorRequest(sensor, limit, after, format));
  }

  /** What binds a cursor to this query. */
  public QueryIdentity identity() {
    return identity(sensor);
  }

  private static QueryIdentity identity(String sensor) {
    return new QueryIdentity("series", List.of(sensor));
  }
}
