package dev.tidewire.query.store;

import dev.tidewire.query.QueryConfig;
import dev.tidewire.query.series.Series;
import io.vertx.core.Future;
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
