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
import java.util.stream.Collector;
import java.util.stream.IntStream;

/**
 * Reads a round of a page: from each series its share by the primary key, and of these the first
 * ones.
 *
 * @param series at least one, in the order of their ids
 */
record PageQuery(List<Series> series, Order order, Rounds rounds) {
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
      FROM unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[], $4::bigint[])
        WITH ORDINALITY AS s (id, lower, upper, share, place)
      CROSS JOIN LATERAL (
        SELECT time, value
        FROM reading
        WHERE series_id = s.id
          AND time >= s.lower AND time < s.upper
          AND time >= $5::timestamptz AND time < $6::timestamptz
        ORDER BY time %1$s
        LIMIT s.share
      ) AS r
      ORDER BY r.time %1$s, s.place %1$s
      LIMIT $7::bigint
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

  Tuple parameters() {
    return isOfOne()
        ? ofOne(rounds.rangeOf(0))
        : ofMany(places().mapToObj(rounds::rangeOf).toList());
  }

  /** Hands the readings of the page on, and ends the round. */
  Collector<Row, ?, Rounds> collector(ReadingSink sink) {
    return InOrder.of(
        () -> rounds,
        (round, row) -> add(row, sink),
        round -> {
          round.end();
          return round;
        });
  }

  private void add(Row row, ReadingSink sink) {
    int place = (int) (row.getLong(0) - 1);
    long time = ReadingTime.toMicros(row.getOffsetDateTime(1));
    if (rounds.add(place, time)) {
      sink.reading(place, time, row.getDouble(2));
    }
  }

  private Tuple ofOne(TimeRange range) {
    return Tuple.of(
        series.get(0).id(),
        ReadingTime.toUtc(range.from()),
        ReadingTime.toUtc(range.to()),
        (long) rounds.most());
  }

  private Tuple ofMany(List<TimeRange> ranges) {
    long from = ranges.stream().mapToLong(TimeRange::from).min().orElseThrow();
    long to = ranges.stream().mapToLong(TimeRange::to).max().orElseThrow();
    return Tuple.of(
        series.stream().map(Series::id).toArray(Long[]::new),
        ranges.stream().map(one -> ReadingTime.toUtc(one.from())).toArray(OffsetDateTime[]::new),
        ranges.stream().map(one -> ReadingTime.toUtc(one.to())).toArray(OffsetDateTime[]::new),
        places().mapToObj(rounds::shareOf).toArray(Long[]::new),
        ReadingTime.toUtc(from),
        ReadingTime.toUtc(to),
        (long) rounds.most());
  }

  private IntStream places() {
    return IntStream.range(0, series.size());
  }

  private boolean isOfOne() {
    return series.size() == 1;
  }
}
