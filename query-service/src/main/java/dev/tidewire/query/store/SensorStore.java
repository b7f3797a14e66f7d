package dev.tidewire.query.store;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.platform.access.NameRange;
import dev.tidewire.query.series.Sensor;
import dev.tidewire.query.series.SeriesSpan;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads which sensors there are. */
@Singleton
public class SensorStore {
  static final Statement PAGE =
      Statement.inIndexOrder(
          """
          SELECT sensor, array_agg(metric ORDER BY metric)
          FROM (
            SELECT sensor, metric
            FROM series
            WHERE sensor > $1::text COLLATE "C"
              AND sensor >= $2::text COLLATE "C" AND sensor < $3::text COLLATE "C"
            ORDER BY sensor, metric
            LIMIT $4::bigint
          ) AS listed
          GROUP BY sensor
          ORDER BY sensor
          LIMIT $5::bigint
          """);

  static final Statement KNOWN =
      Statement.ofIndex("SELECT true FROM series WHERE sensor = $1::text LIMIT 1");

  static final Statement SERIES =
      Statement.inIndexOrder(
          """
          SELECT id, home, sensor, metric, unit, tags::text, tags_since
          FROM series
          WHERE sensor = $1::text AND metric > $2::text COLLATE "C"
          ORDER BY metric
          LIMIT $3::bigint
          """);

  private final Database database;

  SensorStore(Database database) {
    this.database = database;
  }

  /**
   * The sensors of these ascending ranges after {@code after} (empty for the first), by name: at
   * most {@code limit}, and at most {@code series} metrics of all of them, so that the last one may
   * lack some.
   */
  public Future<List<Sensor>> page(List<NameRange> ranges, String after, long limit, long series) {
    List<NameRange> left = ranges.stream().filter(range -> !range.endsBefore(after)).toList();
    return page(left.iterator(), new ArrayList<>(), after, limit, series);
  }

  /** Range after range, because only the order of the index costs no more than what is listed. */
  private Future<List<Sensor>> page(
      Iterator<NameRange> left, List<Sensor> found, String after, long limit, long series) {
    long sensorsLeft = limit - found.size();
    long seriesLeft = series - found.stream().mapToLong(one -> one.metrics().size()).sum();
    if (!left.hasNext() || sensorsLeft == 0 || seriesLeft == 0) {
      return Future.succeededFuture(found);
    }
    NameRange next = left.next();
    return database
        .query(
            PAGE,
            Tuple.of(after, next.from(), next.to(), seriesLeft, sensorsLeft),
            Collectors.mapping(SensorStore::sensor, Collectors.toList()))
        .compose(
            some -> {
              found.addAll(some);
              return page(left, found, after, limit, series);
            });
  }

  /** Whether the sensor has a series. */
  public Future<Boolean> isKnown(String sensor) {
    return database.query(KNOWN, Tuple.of(sensor), Collectors.counting()).map(rows -> rows > 0);
  }

  /** At most {@code limit} series of a sensor after a metric (empty for the first), by metric. */
  public Future<List<SeriesSpan>> spans(String sensor, String after, long limit) {
    return database
        .query(
            SERIES,
            Tuple.of(sensor, after, limit),
            Collectors.mapping(SensorStore::described, Collectors.toList()))
        .compose(this::spans);
  }

  private Future<List<SeriesSpan>> spans(List<SeriesSpan> described) {
    SpanQuery query = SpanQuery.of(described.stream().map(SeriesSpan::series).toList());
    return database
        .queryInPieces(
            SpanQuery.STATEMENT,
            query.parameters(),
            query.collector(),
            database.deadline(),
            new SeriesCheck(query.series()))
        .map(
            times ->
                IntStream.range(0, described.size())
                    .mapToObj(
                        place ->
                            described
                                .get(place)
                                .within(times.firstMicros(place), times.lastMicros(place)))
                    .toList());
  }

  private static Sensor sensor(Row row) {
    return new Sensor(row.getString(0), List.of(row.getArrayOfStrings(1)));
  }

  private static SeriesSpan described(Row row) {
    OffsetDateTime since = row.getOffsetDateTime(6);
    return new SeriesSpan(
        SeriesQueries.series(row),
        row.getString(5),
        since == null ? null : ReadingTime.toMicros(since),
        null,
        null);
  }
}
