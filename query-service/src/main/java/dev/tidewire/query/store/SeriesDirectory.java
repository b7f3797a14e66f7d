package dev.tidewire.query.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.query.QueryConfig;
import dev.tidewire.query.request.SeriesFilter;
import dev.tidewire.query.series.Series;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds series. The cache serves only requests that name their metrics: the id and the home of a
 * series never change, so only its unit can be out of date. A request for all metrics, or for a
 * metric that is not in the cache, always sees the current state. All is forgotten when a database
 * answers in which ids are those of other series.
 */
@Singleton
public class SeriesDirectory {
  /** Characters of a sensor and a metric. */
  private static final int USUAL_NAMES = 64;

  private final SeriesQueries queries;
  private final Cache<SeriesKey, Series> remembered;

  SeriesDirectory(SeriesQueries queries, QueryConfig config, MeterRegistry metrics) {
    this.queries = queries;
    this.remembered =
        Caffeine.newBuilder()
            .maximumWeight(config.seriesCache().maxSize())
            .weigher(SeriesDirectory::weight)
            .expireAfterWrite(config.seriesCache().ttl())
            .recordStats()
            .build();
    CaffeineCacheMetrics.monitor(metrics, remembered, "tidewire.query.series");
  }

  /**
   * Finds series and answers with them. That is done once more when another database has taken the
   * place of the one that they were found in.
   *
   * @param answer from what {@link #find} finds
   */
  public <T> Future<T> answer(
      Collection<String> sensors,
      SeriesFilter filter,
      Function<Map<String, Map<String, Series>>, Future<T>> answer) {
    return find(sensors, filter)
        .compose(answer)
        .recover(
            failure -> {
              if (failure instanceof OtherSeriesException) {
                remembered.invalidateAll();
                return find(sensors, filter).compose(answer);
              }
              return Future.failedFuture(failure);
            });
  }

  /**
   * The series of each sensor that is known, by metric: those with these metrics, and of a sensor
   * that lacks one of them also some others. Without metrics, all, in the order of their metrics.
   * With tags, those that the filter is about. It finds at most one series more than a request may
   * read.
   */
  Future<Map<String, Map<String, Series>>> find(Collection<String> sensors, SeriesFilter filter) {
    Map<String, Map<String, Series>> found = new HashMap<>();
    if (filter.hasTags()) {
      return queries.tagged(sensors, filter).map(loaded -> add(loaded, found));
    }
    Collection<String> metrics = filter.metrics();
    if (metrics.isEmpty()) {
      return queries.ofSensors(sensors).map(loaded -> add(loaded, found));
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
    return missing.isEmpty() ? Future.succeededFuture(found) : load(missing, metrics, found);
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

  private Future<Map<String, Map<String, Series>>> load(
      List<String> sensors, Collection<String> metrics, Map<String, Map<String, Series>> found) {
    return queries
        .named(sensors, metrics)
        .compose(
            loaded -> {
              add(loaded, found);
              List<String> lacking =
                  sensors.stream()
                      .filter(sensor -> size(found.get(sensor)) < metrics.size())
                      .toList();
              return lacking.isEmpty() || queries.isTooMany(loaded)
                  ? Future.succeededFuture(found)
                  : queries.firstOfEach(lacking).map(some -> add(some, found));
            });
  }

  private Map<String, Map<String, Series>> add(
      List<Series> loaded, Map<String, Map<String, Series>> found) {
    for (Series series : loaded) {
      // Blocks of a series that gets its home now would not be seen.
      if (series.hasHome()) {
        remembered.put(new SeriesKey(series.sensor(), series.metric()), series);
      }
      found
          .computeIfAbsent(series.sensor(), sensor -> new LinkedHashMap<>())
          .put(series.metric(), series);
    }
    return found;
  }

  /** Whose names are long counts as several, so that the cache has a bound in bytes as well. */
  static int weight(SeriesKey key, Series series) {
    return 1 + (key.sensor().length() + key.metric().length()) / USUAL_NAMES;
  }

  private static int size(@Nullable Map<String, Series> series) {
    return series == null ? 0 : series.size();
  }
}
