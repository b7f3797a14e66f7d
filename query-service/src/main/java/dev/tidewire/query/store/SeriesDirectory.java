package dev.tidewire.query.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidewire.query.QueryConfig;
import dev.tidewire.query.page.Series;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * Finds the series of a sensor. The cache serves only requests that name their metrics: the id of a
 * series never changes, so only its unit can be out of date. A request for all metrics, or for a
 * sensor or metric that is not in the cache, always sees the current state.
 */
@Singleton
public class SeriesDirectory {
  static final Statement BY_SENSOR =
      Statement.inIndexOrder(
          """
      SELECT id, sensor, metric, unit, tags::text AS tags
      FROM series
      WHERE sensor = ANY ($1::text[])
      ORDER BY sensor, metric
      """);

  private static final Collector<Row, ?, Map<String, List<Series>>> GROUPING =
      Collectors.mapping(SeriesDirectory::series, Collectors.groupingBy(Series::sensor));

  private final Database database;
  private final Cache<String, List<Series>> remembered;

  SeriesDirectory(Database database, QueryConfig config, MeterRegistry metrics) {
    this.database = database;
    this.remembered =
        Caffeine.newBuilder()
            .maximumWeight(config.seriesCache().maxSize())
            .weigher((String sensor, List<Series> series) -> series.size())
            .expireAfterWrite(config.seriesCache().ttl())
            .recordStats()
            .build();
    CaffeineCacheMetrics.monitor(metrics, remembered, "tidewire.query.series");
  }

  /** The series of each sensor that is known, in the order of their metrics. */
  public Future<Map<String, List<Series>>> find(
      Collection<String> sensors, Collection<String> metrics) {
    Map<String, List<Series>> found = new HashMap<>();
    List<String> missing = new ArrayList<>();
    for (String sensor : sensors) {
      List<Series> series = remembered.getIfPresent(sensor);
      if (series != null && holdsNamed(series, metrics)) {
        found.put(sensor, series);
      } else {
        missing.add(sensor);
      }
    }
    return missing.isEmpty() ? Future.succeededFuture(found) : load(missing, found);
  }

  private Future<Map<String, List<Series>>> load(
      List<String> sensors, Map<String, List<Series>> found) {
    return database
        .query(BY_SENSOR, Tuple.of(sensors.toArray(String[]::new)), GROUPING)
        .map(
            loaded -> {
              remembered.putAll(loaded);
              found.putAll(loaded);
              return found;
            });
  }

  private static boolean holdsNamed(List<Series> series, Collection<String> metrics) {
    return !metrics.isEmpty()
        && metrics.stream()
            .allMatch(metric -> series.stream().anyMatch(one -> one.metric().equals(metric)));
  }

  private static Series series(Row row) {
    return new Series(
        row.getLong(0), row.getString(1), row.getString(2), row.getString(3), row.getString(4));
  }
}
