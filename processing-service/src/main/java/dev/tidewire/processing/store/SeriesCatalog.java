package dev.tidewire.processing.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.intake.MergedSeries;
import dev.tidewire.processing.store.Rows.Identified;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The ids of series and their units, which never change, and their tags, of which for each key the
 * last one given counts. The most used series are cached.
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

  /** A series as stored in the database. */
  record KnownSeries(long id, @Nullable String unit, Map<String, String> tags) {
    /** Whether the series says nothing of itself that is not stored. */
    boolean isDescribedBy(MergedSeries series) {
      return (unit != null || series.unit() == null)
          && tags.entrySet().containsAll(series.tags().entrySet());
    }
  }

  /** The ids of all the series. Inserts new series, and updates missing units and changed tags. */
  Uni<List<Identified>> identify(Collection<MergedSeries> all) {
    List<Identified> identified = new ArrayList<>(all.size());
    List<MergedSeries> open = new ArrayList<>();
    for (MergedSeries series : all) {
      KnownSeries known = cache.getIfPresent(series.key());
      if (known != null && known.isDescribedBy(series)) {
        identified.add(new Identified(known.id(), known.unit(), series));
      } else {
        open.add(series);
      }
    }
    return open.isEmpty()
        ? Uni.createFrom().item(identified)
        : enter(open).invoke(identified::addAll).replaceWith(identified);
  }

  private Uni<List<Identified>> enter(List<MergedSeries> open) {
    return guard
        .protect(() -> table.enter(open))
        .invoke(cache::putAll)
        .map(entered -> open.stream().map(series -> identified(series, entered)).toList());
  }

  private static Identified identified(MergedSeries series, Map<SeriesKey, KnownSeries> entered) {
    KnownSeries known =
        Objects.requireNonNull(entered.get(series.key()), "a series was not entered");
    return new Identified(known.id(), known.unit(), series);
  }
}
