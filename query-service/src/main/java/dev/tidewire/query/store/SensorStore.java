package dev.tidewire.query.store;

import dev.tidewire.query.page.NamePrefix;
import dev.tidewire.query.page.Sensor;
import dev.tidewire.query.page.Series;
import dev.tidewire.query.page.SeriesSpan;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads which sensors there are. */
@Singleton
public class SensorStore {
  static final Statement PAGE =
      Statement.inIndexOrder(
          """
      SELECT sensor, array_agg(metric ORDER BY metric)
      FROM series
      WHERE sensor > $1::text COLLATE "C" AND sensor >= $2::text COLLATE "C"
        AND ($3::text IS NULL OR sensor < $3::text COLLATE "C")
      GROUP BY sensor
      ORDER BY sensor
      LIMIT $4::bigint
      """);

  static final Statement SPANS =
      Statement.ofIndex(
          """
      SELECT s.id, s.sensor, s.metric, s.unit, s.tags::text, first.time, last.time
      FROM series AS s
      LEFT JOIN LATERAL (
        SELECT time FROM reading WHERE series_id = s.id ORDER BY time LIMIT 1
      ) AS first ON true
      LEFT JOIN LATERAL (
        SELECT time FROM reading WHERE series_id = s.id ORDER BY time DESC LIMIT 1
      ) AS last ON true
      WHERE s.sensor = $1::text
      ORDER BY s.metric
      """);

  private final Database database;

  SensorStore(Database database) {
    this.database = database;
  }

  /** At most {@code limit} sensors behind {@code after} (empty for the first), by name. */
  public Future<List<Sensor>> page(NamePrefix prefix, String after, long limit) {
    Tuple parameters = Tuple.of(after, prefix.from(), prefix.to(), limit);
    return database.query(
        PAGE, parameters, Collectors.mapping(SensorStore::sensor, Collectors.toList()));
  }

  /** The series of a sensor by metric; empty when the sensor is unknown. */
  public Future<List<SeriesSpan>> spans(String sensor) {
    return database.query(
        SPANS, Tuple.of(sensor), Collectors.mapping(SensorStore::span, Collectors.toList()));
  }

  private static Sensor sensor(Row row) {
    return new Sensor(row.getString(0), List.of(row.getArrayOfStrings(1)));
  }

  private static SeriesSpan span(Row row) {
    Series series =
        new Series(
            row.getLong(0), row.getString(1), row.getString(2), row.getString(3), row.getString(4));
    return new SeriesSpan(
        series, micros(row.getOffsetDateTime(5)), micros(row.getOffsetDateTime(6)));
  }

  private static @Nullable Long micros(@Nullable OffsetDateTime time) {
    return time == null ? null : Timestamps.micros(time);
  }
}
