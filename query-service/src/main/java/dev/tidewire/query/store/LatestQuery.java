package dev.tidewire.query.store;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.query.page.TimeRange;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collector;

/** Looks in a range for the latest readings that are not known yet. */
final class LatestQuery {
  private static final Statement OF_ONE =
      Statement.ofIndex(
          """
          SELECT 1::bigint, time, value
          FROM reading
          WHERE series_id = $1::bigint AND time >= $2::timestamptz AND time < $3::timestamptz
          ORDER BY time DESC
          LIMIT 1
          """);

  private static final Statement OF_MANY =
      Statement.ofIndex(
          """
          SELECT s.place, r.time, r.value
          FROM unnest($1::bigint[]) WITH ORDINALITY AS s (id, place)
          CROSS JOIN LATERAL (
            SELECT time, value
            FROM reading
            WHERE series_id = s.id AND time >= $2::timestamptz AND time < $3::timestamptz
            ORDER BY time DESC
            LIMIT 1
          ) AS r
          """);

  private final LatestReadings latest;
  private final int[] places;
  private final TimeRange range;

  LatestQuery(LatestReadings latest, TimeRange range) {
    this.latest = latest;
    this.places = latest.unknownPlaces();
    this.range = range;
  }

  /** The common case, one series, has a statement of its own: the join costs half as much again. */
  Statement statement() {
    return places.length == 1 ? OF_ONE : OF_MANY;
  }

  Tuple parameters() {
    Object ids =
        places.length == 1
            ? latest.id(places[0])
            : Arrays.stream(places).mapToObj(latest::id).toArray(Long[]::new);
    return Tuple.of(ids, ReadingTime.toUtc(range.from()), ReadingTime.toUtc(range.to()));
  }

  Collector<Row, ?, LatestReadings> collector() {
    return InOrder.of(() -> latest, this::add, Function.identity());
  }

  private void add(LatestReadings into, Row row) {
    int place = places[(int) (row.getLong(0) - 1)];
    into.put(place, ReadingTime.toMicros(row.getOffsetDateTime(1)), row.getDouble(2));
  }
}
