package dev.tidewire.query.request;

import dev.tidewire.contract.Names;
import dev.tidewire.query.page.QueryIdentity;
import dev.tidewire.query.page.SensorPosition;
import dev.tidewire.query.render.Format;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The list of sensors.
 *
 * @param prefix what the names begin with; empty for all
 * @param limit most sensors of the answer; {@link Long#MAX_VALUE} for all there are
 * @param after the sensor to continue behind, or null for the first page
 */
public record SensorsRequest(String prefix, long limit, @Nullable SensorPosition after) {
  /** Reads the parameters of an answer in this format. */
  public static Parsed<SensorsRequest> parse(
      Map<String, List<String>> query, Format format, Limits limits) {
    ParameterReader in = new ParameterReader(query, "prefix", "limit", "cursor");
    String prefix = prefix(in);
    long limit = in.limit(format, limits);
    SensorPosition after = position(in, identity(prefix));
    return in.finish(() -> new SensorsRequest(prefix, limit, after));
  }

  /** What binds a cursor to this query. */
  public QueryIdentity identity() {
    return identity(prefix);
  }

  private static QueryIdentity identity(String prefix) {
    return new QueryIdentity("sensors", List.of(prefix));
  }

  private static String prefix(ParameterReader in) {
    String prefix = in.optional("prefix");
    if (prefix == null || prefix.isEmpty()) {
      return "";
    }
    String violation = Names.sensorViolation(prefix);
    if (violation != null) {
      in.reject("prefix", "As the beginning of a name, " + violation + ".");
    }
    return prefix;
  }

  private static @Nullable SensorPosition position(ParameterReader in, QueryIdentity identity) {
    String cursor = in.optional("cursor");
    if (cursor == null) {
      return null;
    }
    SensorPosition position = SensorPosition.of(cursor, identity);
    if (position == null) {
      in.reject(
          "cursor",
          "It is not a cursor of this query. Use `next` of the previous page unchanged, with the same prefix.");
    }
    return position;
  }
}
