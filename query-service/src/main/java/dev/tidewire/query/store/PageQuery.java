package dev.tidewire.query.store;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.query.page.Order;
import dev.tidewire.query.page.Rounds;
import dev.tidewire.query.page.TimeRange;
import dev.tidewire.query.series.Series;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads a round of a page: the next chunks of each series, and the next blocks of each shelf that
 * have something of the time up to which these chunks are all there.
 *
 * @param series at least one, in the order of their ids
 */
record PageQuery(List<Series> series, Shelves shelves, Order order, Rounds rounds) {
  private static final long DAY = 86_400_000_000L;

  /**
   * The chunks of a series that end within the range are found by the index. One more may only
   * begin there; it ends on the same day. A series stops at its chunk limit, or when it has its
   * share; the first such end is the end of the round, if no blocks are left out before. The bounds
   * come twice: those of each series, and those of all, with which Postgres leaves partitions out
   * before it opens them.
   */
  private static final String ROUND =
      """
      WITH settled AS MATERIALIZED (
        SELECT s.place, c.start_time, c.end_time, c.n, c.body, c.stops
        FROM unnest($6::bigint[], $7::timestamptz[], $8::timestamptz[], $9::bigint[], $10::bigint[])
          WITH ORDINALITY AS s (id, lower, upper, share, chunks, place)
        CROSS JOIN LATERAL (
          SELECT
            start_time, end_time, n, body,
            sum(n) OVER so_far - n - first_value(n) OVER so_far AS before,
            row_number() OVER so_far = s.chunks
              OR sum(n) OVER so_far - first_value(n) OVER so_far >= s.share AS stops
          FROM (
            (SELECT start_time, end_time, n, body
            FROM chunk
            WHERE series_id = s.id AND end_time >= s.lower AND end_time < s.upper
              AND end_time >= $11::timestamptz AND end_time < $12::timestamptz
            ORDER BY end_time %1$s
            LIMIT s.chunks)
            UNION ALL
            SELECT *
            FROM (
              SELECT start_time, end_time, n, body
              FROM chunk
              WHERE series_id = s.id AND end_time >= s.upper
                AND end_time >= $13::timestamptz AND end_time < $14::timestamptz
              ORDER BY end_time
              LIMIT 1
            ) AS across
            WHERE start_time < s.upper
          ) AS near
          WINDOW so_far AS (ORDER BY end_time %1$s ROWS UNBOUNDED PRECEDING)
        ) AS c
        WHERE c.before < s.share
      ),
      reached AS MATERIALIZED (
        SELECT %2$s AS time FROM settled WHERE stops
      )
      SELECT NULL::bigint AS shelf, c.place, NULL::bigint AS seq, c.n, c.%3$s, r.time, c.body, c.end_time
      FROM reached AS r CROSS JOIN settled AS c
      WHERE r.time IS NULL OR c.%4$s r.time
      UNION ALL
      SELECT s.shelf, NULL, b.seq, b.n, b.%7$s, r.time, b.body, NULL
      FROM reached AS r
      CROSS JOIN %5$s
      CROSS JOIN LATERAL (
        SELECT seq, n, %7$s, body
        FROM block
        WHERE home = s.home AND level = s.level AND grp = s.grp
          AND first_series <= s.last_series AND last_series >= s.first_series
          AND max_time >= $11::timestamptz AND min_time < $12::timestamptz
          AND (r.time IS NULL OR %7$s %6$s r.time)
        ORDER BY %7$s %1$s
        LIMIT $15::int
      ) AS b
      """;

  private static final Statement ASCENDING =
      Statement.inIndexOrder(
          ROUND.formatted(
              "ASC",
              "min(end_time)",
              "end_time",
              "start_time <=",
              Shelves.UNNESTED,
              "<=",
              "min_time"));

  private static final Statement DESCENDING =
      Statement.inIndexOrder(
          ROUND.formatted(
              "DESC",
              "max(start_time)",
              "start_time",
              "end_time >=",
              Shelves.UNNESTED,
              ">=",
              "max_time"));

  Statement statement() {
    return statement(order);
  }

  static Statement statement(Order order) {
    return order == Order.ASC ? ASCENDING : DESCENDING;
  }

  Tuple parameters() {
    List<TimeRange> ranges = places().mapToObj(rounds::rangeOf).toList();
    long from = ranges.stream().mapToLong(TimeRange::from).min().orElseThrow();
    long leastTo = ranges.stream().mapToLong(TimeRange::to).min().orElseThrow();
    long to = ranges.stream().mapToLong(TimeRange::to).max().orElseThrow();
    return shelves
        .parameters()
        .addValue(series.stream().map(Series::id).toArray(Long[]::new))
        .addValue(times(ranges, TimeRange::from))
        .addValue(times(ranges, TimeRange::to))
        .addValue(places().mapToObj(rounds::shareOf).toArray(Long[]::new))
        .addValue(places().mapToObj(rounds::chunkLimitOf).toArray(Long[]::new))
        .addValue(ReadingTime.toUtc(from))
        .addValue(ReadingTime.toUtc(to))
        .addValue(ReadingTime.toUtc(leastTo))
        .addValue(ReadingTime.toUtc(-Math.floorDiv(-to, DAY) * DAY))
        .addInteger(rounds.blockLimit());
  }

  /** Hands the readings of the page on, and ends the round. */
  Collector<Row, ?, Rounds> collector(ReadingSink sink) {
    return InOrder.of(() -> new RoundRows(this), RoundRows::add, rows -> rows.handOn(sink));
  }

  private IntStream places() {
    return IntStream.range(0, series.size());
  }

  private static OffsetDateTime[] times(
      List<TimeRange> ranges, Function<TimeRange, Long> property) {
    Stream<Long> micros = ranges.stream().map(property);
    return micros.map(ReadingTime::toUtc).toArray(OffsetDateTime[]::new);
  }
}
