package dev.tidewire.processing.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.intake.MergedSeries;
import dev.tidewire.processing.readings.IdentifiedSeries;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The ids of series, their homes and their units, which never change, and their tags, of which for
 * each key the last one given counts. The most used series are cached.
 */
@ApplicationScoped
public class SeriesCatalog {
  private final Cache<SeriesKey, KnownSeries> cache;
  private final SeriesStatements table;
  private final StoreGuard guard;

  SeriesCatalog(ProcessingConfig config, SeriesStatements table, StoreGuard guard) {
    this.cache = Caffeine.newBuilder().maximumSize(config.seriesCacheSize()).build();
    this.table = table;
    this.guard = guard;
  }

  /**
   * The ids of all the series, which one server has given. Inserts new series, and updates missing
   * homes and units and changed tags.
   *
   * @param all at least one; several of a key are entered one after another
   */
  Uni<Identification> identify(Collection<MergedSeries> all) {
    Map<SeriesKey, KnownSeries> known = new HashMap<>();
    return learn(all, known)
        .chain(
            () -> {
              long start = known.values().iterator().next().serverStart();
              boolean isOneServer =
                  known.values().stream().allMatch(one -> one.serverStart() == start);
              return isOneServer
                  ? Uni.createFrom().item(new Identification(identified(all, known), start))
                  : again(all);
            });
  }

  /** The cached ids may be those of a database that is gone: looks all of them up again. */
  public void forget() {
    cache.invalidateAll();
  }

  private Uni<Identification> again(Collection<MergedSeries> all) {
    forget();
    return identify(all);
  }

  private Uni<Void> learn(Collection<MergedSeries> all, Map<SeriesKey, KnownSeries> known) {
    Map<SeriesKey, MergedSeries> open = new LinkedHashMap<>();
    List<MergedSeries> later = new ArrayList<>();
    for (MergedSeries series : all) {
      KnownSeries cached = cache.getIfPresent(series.key());
      if (cached != null && cached.isDescribedBy(series)) {
        known.put(series.key(), cached);
      } else if (open.putIfAbsent(series.key(), series) != null) {
        later.add(series);
      }
    }
    return open.isEmpty() ? Uni.createFrom().voidItem() : enter(open, later, known);
  }

  private Uni<Void> enter(
      Map<SeriesKey, MergedSeries> open,
      List<MergedSeries> later,
      Map<SeriesKey, KnownSeries> known) {
    return guard
        .protect(() -> table.enter(List.copyOf(open.values())))
        .invoke(cache::putAll)
        .invoke(known::putAll)
        .chain(() -> learn(later, known));
  }

  private static List<IdentifiedSeries> identified(
      Collection<MergedSeries> all, Map<SeriesKey, KnownSeries> known) {
    return all.stream()
        .map(
            series ->
                Objects.requireNonNull(known.get(series.key()), "a series was not entered")
                    .identify(series))
        .toList();
  }
}
