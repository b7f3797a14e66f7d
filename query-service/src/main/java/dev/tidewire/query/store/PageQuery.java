package dev.tidewire.query.store;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.query.page.Order;
import dev.tidewire.query.page.ReadingPosition;
import dev.tidewire.query.page.TimeRange;
import dev.tidewire.query.series.Series;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the readings of some series, and its statement: from each series at most a page by the
 * primary key, and of these the first page.
 *
 * @param series at least one, in the order of their ids
 * @param after the reading to continue after, or null to begin
 * @param limit most readings of the page
 */
record PageQuery(
    List<Series> series, TimeRange range, Order order, @Nullable ReadingPosition after, int limit) {
  private static final String OF_ONE =
      """
      SELECT 1::bigint, time, value
      FROM reading
      WHERE series_id = $1::bigint AND time >= $2::timestamptz AND time < $3::timestamptz
      ORDER BY time %s
      LIMIT $4::bigint
      """;

  /**
   * The bounds come twice: those of each series, and those of all, with which Postgres leaves
   * partitions out before it opens them.
   */
  private static final String OF_MANY =
      """
      SELECT s.place, r.time, r.value
      FROM unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY
        AS s (id, lower, upper, place)
      CROSS JOIN LATERAL (
        SELECT time, value
        FROM reading
        WHERE series_id = s.id
          AND time >= s.lower AND time < s.upper
          AND time >= $4::timestamptz AND time < $5::timestamptz
        ORDER BY time %1$s
        LIMIT $6::bigint
      ) AS r
      ORDER BY r.time %1$s, s.place %1$s
      LIMIT $6::bigint
      """;

  private static final Statement OF_ONE_ASCENDING = Statement.ofIndex(OF_ONE.formatted("ASC"));
  private static final Statement OF_ONE_DESCENDING = Statement.ofIndex(OF_ONE.formatted("DESC"));
  private static final Statement OF_MANY_ASCENDING = Statement.ofIndex(OF_MANY.formatted("ASC"));
  private static final Statement OF_MANY_DESCENDING = Statement.ofIndex(OF_MANY.formatted("DESC"));

  /** The common case, one series, has a statement of its own: the join costs a fifth more. */
  Statement statement() {
    if (isOfOne()) {
      return order == Order.ASC ? OF_ONE_ASCENDING : OF_ONE_DESCENDING;
    }
    return order == Order.ASC ? OF_MANY_ASCENDING : OF_MANY_DESCENDING;
  }

  /** Asks for one reading more than the page holds, to learn whether there is one. */
  Tuple parameters() {
    List<TimeRange> ranges = series.stream().map(this::rangeOf).toList();
    if (isOfOne()) {
      TimeRange only = ranges.get(0);
      return Tuple.of(
          series.get(0).id(),
          ReadingTime.toUtc(only.from()),
          ReadingTime.toUtc(only.to()),
          limit + 1L);
    }
    long from = ranges.stream().mapToLong(TimeRange::from).min().orElse(range.from());
    long to = ranges.stream().mapToLong(TimeRange::to).max().orElse(range.to());
    return Tuple.of(
        series.stream().map(Series::id).toArray(Long[]::new),
        ranges.stream().map(one -> ReadingTime.toUtc(one.from())).toArray(OffsetDateTime[]::new),
        ranges.stream().map(one -> ReadingTime.toUtc(one.to())).toArray(OffsetDateTime[]::new),
        ReadingTime.toUtc(from),
        ReadingTime.toUtc(to),
        limit + 1L);
  }

  private boolean isOfOne() {
    return series.size() == 1;
  }

  private TimeRange rangeOf(Series one) {
    return after == null ? range : range.after(after, order, one.id());
  }
}
