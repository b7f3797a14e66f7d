package dev.tidewire.query.request;

import dev.tidewire.platform.query.Parsed;
import dev.tidewire.platform.query.QueryIdentity;
import dev.tidewire.query.page.Order;
import dev.tidewire.query.page.ReadingPosition;
import dev.tidewire.query.page.TimeRange;
import dev.tidewire.query.render.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The readings of one sensor.
 *
 * @param filter which of its series
 * @param limit most readings of the answer, {@link Long#MAX_VALUE} for all there are
 * @param after the reading to continue after, or null for the first page
 * @param format how the answer is written
 */
public record ReadingsRequest(
    String sensor,
    SeriesFilter filter,
    TimeRange range,
    Order order,
    long limit,
    @Nullable ReadingPosition after,
    Format format) {
  /** Reads the parameters of an answer in this format. */
  public static Parsed<ReadingsRequest> parse(
      Map<String, List<String>> query, Format negotiated, Limits limits) {
    ParameterReader in =
        new ParameterReader(
            query,
            "sensor",
            "metric",
            "tag",
            "from",
            "to",
            "precision",
            "order",
            "limit",
            "cursor",
            "escape");
    String sensor = in.sensor();
    SeriesFilter filter = in.filter(limits.maxSeries());
    TimeRange range = in.range();
    Order order = in.order();
    Format format = in.format(negotiated);
    long limit = in.limit(format, limits);
    ReadingsRequest request =
        new ReadingsRequest(sensor, filter, range, order, limit, null, format);
    ReadingPosition after =
        in.position(
            cursor -> ReadingPosition.of(cursor, request.identity()),
            "sensor, metric, tag, from, to and order");
    return in.finish(() -> request.continuedAfter(after));
  }

  /** What binds a cursor to this query. */
  public QueryIdentity identity() {
    List<String> filters = new ArrayList<>();
    filters.add(sensor);
    filters.add(order.name());
    filters.add(Long.toString(range.from()));
    filters.add(Long.toString(range.to()));
    filters.addAll(filter.terms());
    return new QueryIdentity("readings", filters);
  }

  private ReadingsRequest continuedAfter(@Nullable ReadingPosition position) {
    return new ReadingsRequest(sensor, filter, range, order, limit, position, format);
  }
}
