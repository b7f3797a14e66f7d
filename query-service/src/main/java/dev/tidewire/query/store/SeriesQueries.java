package dev.tidewire.query.store;

import dev.tidewire.platform.access.NameRange;
import dev.tidewire.query.QueryConfig;
import dev.tidewire.query.request.SeriesFilter;
import dev.tidewire.query.series.Series;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** Reads series. Of what is asked for, it reads one series more than a request may. */
@Singleton
class SeriesQueries {
  /** One more than an error names of the metrics that a sensor has. */
  private static final long OTHERS = 11;

  /** Series whose tags are looked at for a request, and one more. */
  static final long MOST_LOOKED_AT = 10_001;

  static final Statement OF_SENSORS =
      Statement.inIndexOrder(
          """
          SELECT id, home, sensor, metric, unit
          FROM series
          WHERE sensor = ANY ($1::text[])
          ORDER BY sensor, metric
          LIMIT $2::bigint
          """);

  static final Statement NAMED =
      Statement.inIndexOrder(
          """
          SELECT id, home, sensor, metric, unit
          FROM series
          WHERE sensor = ANY ($1::text[]) AND metric = ANY ($2::text[])
          ORDER BY sensor, metric
          LIMIT $3::bigint
          """);

  static final Statement FIRST_OF_EACH =
      Statement.inIndexOrder(
          """
          SELECT s.id, s.home, s.sensor, s.metric, s.unit
          FROM unnest($1::text[]) AS asked (sensor)
          CROSS JOIN LATERAL (
            SELECT id, home, sensor, metric, unit
            FROM series
            WHERE sensor = asked.sensor
            ORDER BY metric
            LIMIT $2::bigint
          ) AS s
          """);

  /**
   * The ranges of metrics of each sensor. When there are as many series as may be looked at, all of
   * them are taken, which are too many for a request.
   */
  static final Statement TAGGED =
      Statement.inIndexOrder(
          """
          SELECT id, home, sensor, metric, unit
          FROM (
            SELECT one.*, count(*) OVER () AS looked_at
            FROM (
              SELECT s.*
              FROM unnest($1::text[]) AS asked (sensor)
              CROSS JOIN unnest($2::text[], $3::text[]) AS metrics (low, high)
              CROSS JOIN LATERAL (
                SELECT id, home, sensor, metric, unit, tags
                FROM series
                WHERE sensor = asked.sensor AND metric >= low AND metric < high
                ORDER BY metric
                LIMIT $5::bigint
              ) AS s
              LIMIT $5::bigint
            ) AS one
          ) AS looked
          WHERE tags @> $4::jsonb OR looked_at = $5::bigint
          ORDER BY sensor, metric
          LIMIT $6::bigint
          """);

  private static final Collector<Row, ?, List<Series>> ROWS =
      Collectors.mapping(SeriesQueries::series, Collectors.toList());

  private final Database database;
  private final long most;

  SeriesQueries(Database database, QueryConfig config) {
    this.database = database;
    this.most = config.maxSeries() + 1L;
  }

  /** Whether a statement has found as many series as it may. */
  boolean isTooMany(List<Series> found) {
    return found.size() == most;
  }

  /** All series of these sensors, by sensor and metric. */
  Future<List<Series>> ofSensors(Collection<String> sensors) {
    return database.query(OF_SENSORS, Tuple.of(array(sensors), most), ROWS);
  }

  /** The series with these sensors and metrics, by sensor and metric. */
  Future<List<Series>> named(Collection<String> sensors, Collection<String> metrics) {
    return database.query(NAMED, Tuple.of(array(sensors), array(metrics), most), ROWS);
  }

  /** The series that a filter with tags is about, by sensor and metric. */
  Future<List<Series>> tagged(Collection<String> sensors, SeriesFilter filter) {
    return database.query(TAGGED, parameters(sensors, filter, most), ROWS);
  }

  static Tuple parameters(Collection<String> sensors, SeriesFilter filter, long most) {
    List<NameRange> ranges = filter.ranges();
    JsonObject tags = new JsonObject();
    filter.tags().forEach(tags::put);
    return Tuple.of(
        array(sensors),
        array(ranges.stream().map(NameRange::from).toList()),
        array(ranges.stream().map(NameRange::to).toList()),
        tags,
        MOST_LOOKED_AT,
        most);
  }

  /** The first series of each sensor, by metric. */
  Future<List<Series>> firstOfEach(Collection<String> sensors) {
    return database.query(FIRST_OF_EACH, Tuple.of(array(sensors), OTHERS), ROWS);
  }

  /** The series in the first five columns of a row. */
  static Series series(Row row) {
    Integer home = row.getInteger(1);
    return new Series(
        row.getLong(0),
        home == null ? Series.NO_HOME : home,
        row.getString(2),
        row.getString(3),
        row.getString(4));
  }

  private static String[] array(Collection<String> names) {
    return names.toArray(String[]::new);
  }
}
