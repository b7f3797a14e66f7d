package dev.tidewire.query.store;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.query.merge.Body;
import dev.tidewire.query.merge.Shelf;
import dev.tidewire.query.merge.Spans;
import dev.tidewire.query.series.Series;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collector;

/** Looks for the first and the last times of some series. */
record SpanQuery(List<Series> series, Shelves shelves) {
  static final Statement STATEMENT =
      Statement.inIndexOrder(
          """
          SELECT s.shelf, NULL::bigint AS place, b.seq, NULL::timestamptz, NULL::timestamptz, b.body
          FROM %s
          CROSS JOIN LATERAL (
            SELECT seq, body
            FROM block
            WHERE home = s.home AND level = s.level AND grp = s.grp
              AND first_series <= s.last_series AND last_series >= s.first_series
            OFFSET 0
          ) AS b
          UNION ALL
          SELECT NULL, s.place, NULL, first.start_time, last.end_time, NULL
          FROM unnest($6::bigint[]) WITH ORDINALITY AS s (id, place)
          CROSS JOIN LATERAL (
            SELECT start_time FROM chunk WHERE series_id = s.id ORDER BY end_time LIMIT 1
          ) AS first
          CROSS JOIN LATERAL (
            SELECT end_time FROM chunk WHERE series_id = s.id ORDER BY end_time DESC LIMIT 1
          ) AS last
          """
              .formatted(Shelves.UNNESTED));

  static SpanQuery of(List<Series> series) {
    return new SpanQuery(series, Shelves.of(series));
  }

  Tuple parameters() {
    return shelves.parameters().addValue(series.stream().map(Series::id).toArray(Long[]::new));
  }

  Collector<Row, ?, Spans> collector() {
    long[] ids = series.stream().mapToLong(Series::id).toArray();
    return InOrder.of(() -> new Spans(ids, shelves.all()), this::add, Function.identity());
  }

  private void add(Spans spans, Row row) {
    Long shelf = row.getLong(0);
    if (shelf == null) {
      spans.chunks(
          (int) (row.getLong(1) - 1),
          ReadingTime.toMicros(row.getOffsetDateTime(3)),
          ReadingTime.toMicros(row.getOffsetDateTime(4)));
    } else {
      Shelf one = shelves.all().get((int) (shelf - 1));
      byte[] body = row.getBuffer(5).getBytes();
      spans.block((int) (shelf - 1), Body.of(one.block(row.getLong(2)), body));
    }
  }
}
