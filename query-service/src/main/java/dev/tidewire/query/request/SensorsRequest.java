package dev.tidewire.query.request;

import dev.tidewire.platform.query.Parsed;
import dev.tidewire.platform.query.QueryIdentity;
import dev.tidewire.query.page.NamePosition;
import dev.tidewire.query.render.Format;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The list of sensors.
 *
 * @param prefix what the names begin with; empty for all
 * @param limit most sensors of the answer; {@link Long#MAX_VALUE} for all there are
 * @param after the sensor to continue after, or null for the first page
 * @param format how the answer is written
 */
public record SensorsRequest(
    String prefix, long limit, @Nullable NamePosition after, Format format) {
  /** Reads the parameters of an answer in this format. */
  public static Parsed<SensorsRequest> parse(
      Map<String, List<String>> query, Format negotiated, Limits limits) {
    ParameterReader in = new ParameterReader(query, "prefix", "limit", "cursor", "escape");
    String prefix = in.prefix();
    Format format = in.format(negotiated);
    long limit = in.limit(format, limits);
    QueryIdentity identity = identity(prefix);
    NamePosition after = in.position(cursor -> NamePosition.ofSensor(cursor, identity), "prefix");
    return in.finish(() -> new SensorsRequest(prefix, limit, after, format));
  }

  /** What binds a cursor to this query. */
  public QueryIdentity identity() {
    return identity(prefix);
  }

  private static QueryIdentity identity(String prefix) {
    return new QueryIdentity("sensors", List.of(prefix));
  }
}
