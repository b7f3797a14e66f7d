package dev.tidewire.query.store;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.query.merge.Body;
import dev.tidewire.query.merge.Newest;
import dev.tidewire.query.merge.Shelf;
import dev.tidewire.query.page.TimeRange;
import dev.tidewire.query.series.Series;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collector;

/**
 * Looks for the latest readings that are not known yet, in the last chunks and in blocks.
 *
 * @param from chunks that end before it are left out
 * @param blocks most blocks of a shelf that are looked at, those that reach furthest first
 */
record LatestQuery(
    LatestReadings latest,
    int[] places,
    List<Series> series,
    Shelves shelves,
    long from,
    int blocks) {
  static final Statement STATEMENT =
      Statement.inIndexOrder(
          """
          SELECT s.shelf, NULL::bigint AS place, b.seq, b.max_time, NULL::float8 AS last, b.body
          FROM %s
          CROSS JOIN LATERAL (
            SELECT seq, max_time, body
            FROM block
            WHERE home = s.home AND level = s.level AND grp = s.grp
              AND first_series <= s.last_series AND last_series >= s.first_series
            ORDER BY max_time DESC
            LIMIT $6::int
          ) AS b
          UNION ALL
          SELECT NULL, s.place, NULL, c.end_time, c.last, NULL
          FROM unnest($7::bigint[]) WITH ORDINALITY AS s (id, place)
          CROSS JOIN LATERAL (
            SELECT end_time, last
            FROM chunk
            WHERE series_id = s.id AND end_time >= $8::timestamptz
            ORDER BY end_time DESC
            LIMIT 1
          ) AS c
          """
              .formatted(Shelves.UNNESTED));

  /** A look at what is likely to have them. */
  static LatestQuery glance(LatestReadings latest, long from, int blocks) {
    int[] places = latest.unknownPlaces();
    List<Series> series = Arrays.stream(places).mapToObj(latest::series).toList();
    return new LatestQuery(latest, places, series, Shelves.of(series), from, blocks);
  }

  /** A look at all chunks, and at some blocks. */
  static LatestQuery search(LatestReadings latest, int blocks) {
    return glance(latest, TimeRange.ALL.from(), blocks);
  }

  Tuple parameters() {
    return shelves
        .parameters()
        .addInteger(blocks)
        .addValue(series.stream().map(Series::id).toArray(Long[]::new))
        .addValue(ReadingTime.toUtc(from));
  }

  Collector<Row, ?, LatestReadings> collector() {
    long[] ids = series.stream().mapToLong(Series::id).toArray();
    return InOrder.of(() -> new Newest(ids, shelves.all(), blocks), this::add, this::keep);
  }

  private void add(Newest newest, Row row) {
    Long shelf = row.getLong(0);
    long time = ReadingTime.toMicros(row.getOffsetDateTime(3));
    if (shelf == null) {
      newest.chunk((int) (row.getLong(1) - 1), time, row.getDouble(4));
    } else {
      Shelf one = shelves.all().get((int) (shelf - 1));
      byte[] body = row.getBuffer(5).getBytes();
      newest.block((int) (shelf - 1), time, Body.of(one.block(row.getLong(2)), body));
    }
  }

  private LatestReadings keep(Newest newest) {
    boolean[] proven = newest.proven(from);
    for (int i = 0; i < places.length; i++) {
      if (proven[i]) {
        latest.put(places[i], newest.timeMicros(i), newest.value(i));
      }
    }
    if (from == TimeRange.ALL.from() && newest.hasSeenAllBlocks()) {
      latest.end();
    }
    return latest;
  }
}
