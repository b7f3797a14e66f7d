package dev.tidewire.query.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.query.QueryConfig;
import dev.tidewire.query.series.Series;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * Finds series. The cache serves only requests that name their metrics: the id of a series never
 * changes, so only its unit can be out of date. A request for all metrics, or for a metric that is
 * not in the cache, always sees the current state.
 */
@Singleton
public class SeriesDirectory {
  /** One more than an error names of the metrics that a sensor has. */
  private static final long OTHERS = 11;

  static final Statement OF_SENSORS =
      Statement.inIndexOrder(
          """
          SELECT id, sensor, metric, unit, tags::text
          FROM series
          WHERE sensor = ANY ($1::text[])
          ORDER BY sensor, metric
          LIMIT $2::bigint
          """);

  static final Statement NAMED =
      Statement.inIndexOrder(
          """
          SELECT id, sensor, metric, unit, tags::text
          FROM series
          WHERE sensor = ANY ($1::text[]) AND metric = ANY ($2::text[])
          ORDER BY sensor, metric
          LIMIT $3::bigint
          """);

  static final Statement FIRST_OF_EACH =
      Statement.inIndexOrder(
          """
          SELECT s.id, s.sensor, s.metric, s.unit, s.tags::text
          FROM unnest($1::text[]) AS asked (sensor)
          CROSS JOIN LATERAL (
            SELECT id, sensor, metric, unit, tags
            FROM series
            WHERE sensor = asked.sensor
            ORDER BY metric
            LIMIT $2::bigint
          ) AS s
          """);

  private static final Collector<Row, ?, List<Series>> ROWS =
      Collectors.mapping(SeriesDirectory::series, Collectors.toList());

  private final Database database;
  private final Cache<SeriesKey, Series> remembered;
  private final long most;

  SeriesDirectory(Database database, QueryConfig config, MeterRegistry metrics) {
    this.database = database;
    this.most = config.maxSeries() + 1L;
    this.remembered =
        Caffeine.newBuilder()
            .maximumSize(config.seriesCache().maxSize())
            .expireAfterWrite(config.seriesCache().ttl())
            .recordStats()
            .build();
    CaffeineCacheMetrics.monitor(metrics, remembered, "tidewire.query.series");
  }

  /**
   * The series of each sensor that is known, by metric: those with these metrics, and of a sensor
   * that lacks one of them also some others. Without metrics, all, in the order of their metrics.
   * It finds at most one series more than a request may read.
   */
  public Future<Map<String, Map<String, Series>>> find(
      Collection<String> sensors, Collection<String> metrics) {
    Map<String, Map<String, Series>> found = new HashMap<>();
    if (metrics.isEmpty()) {
      return load(OF_SENSORS, Tuple.of(array(sensors), most), found).map(found);
    }
    List<String> missing = new ArrayList<>();
    for (String sensor : sensors) {
      Map<String, Series> named = remembered(sensor, metrics);
      if (named.size() == metrics.size()) {
        found.put(sensor, named);
      } else {
        missing.add(sensor);
      }
    }
    return missing.isEmpty()
        ? Future.succeededFuture(found)
        : loadNamed(missing, metrics, found).map(found);
  }

  private Map<String, Series> remembered(String sensor, Collection<String> metrics) {
    Map<String, Series> named = new LinkedHashMap<>();
    for (String metric : metrics) {
      Series series = remembered.getIfPresent(new SeriesKey(sensor, metric));
      if (series == null) {
        break;
      }
      named.put(metric, series);
    }
    return named;
  }

  private Future<Integer> loadNamed(
      List<String> sensors, Collection<String> metrics, Map<String, Map<String, Series>> found) {
    return load(NAMED, Tuple.of(array(sensors), array(metrics), most), found)
        .compose(
            loaded -> {
              List<String> lacking =
                  sensors.stream()
                      .filter(
                          sensor -> found.getOrDefault(sensor, Map.of()).size() < metrics.size())
                      .toList();
              return lacking.isEmpty() || loaded == most
                  ? Future.succeededFuture(loaded)
                  : load(FIRST_OF_EACH, Tuple.of(array(lacking), OTHERS), found);
            });
  }

  /** Adds what a statement finds, and tells how much that is. */
  private Future<Integer> load(
      Statement statement, Tuple parameters, Map<String, Map<String, Series>> found) {
    return database
        .query(statement, parameters, ROWS)
        .map(
            loaded -> {
              for (Series series : loaded) {
                remembered.put(new SeriesKey(series.sensor(), series.metric()), series);
                found
                    .computeIfAbsent(series.sensor(), sensor -> new LinkedHashMap<>())
                    .put(series.metric(), series);
              }
              return loaded.size();
            });
  }

  /** The series in the first five columns of a row. */
  static Series series(Row row) {
    return new Series(
        row.getLong(0), row.getString(1), row.getString(2), row.getString(3), row.getString(4));
  }

  private static String[] array(Collection<String> names) {
    return names.toArray(String[]::new);
  }
}
