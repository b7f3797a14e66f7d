package dev.tidewire.processing.series;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.store.StoreGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Knows and enters series: id, home, first unit, and of each tag the last value. Those used lately
 * are known without asking the database.
 */
@ApplicationScoped
public class SeriesCatalog {
  private record Answer(long asked, Map<SeriesKey, SeriesRow> rows) {}

  private final SeriesDictionary dictionary;
  private final SeriesStatements table;
  private final StoreGuard guard;

  SeriesCatalog(ProcessingConfig config, SeriesStatements table, StoreGuard guard) {
    this.dictionary = new SeriesDictionary(config.seriesCache().asLongValue());
    this.table = table;
    this.guard = guard;
  }

  /** The series that are known without asking. */
  public SeriesDictionary dictionary() {
    return dictionary;
  }

  /**
   * Identifies all the series, by ids that one server has given. Inserts new series, and updates
   * missing units and changed tags.
   *
   * @param all at least one; those of a partition in the order of their first readings
   * @return when that server has started, in microseconds since 1970: one that takes the place of
   *     another, and may not know its last series, has started at another time
   */
  public Uni<Long> identify(List<NamedSeries> all) {
    List<NamedSeries> unknown = all.stream().filter(one -> !one.isKnown()).toList();
    Uni<Void> entered = unknown.isEmpty() ? Uni.createFrom().voidItem() : enterAll(unknown, all);
    return entered.chain(() -> ofOneServer(all));
  }

  private Uni<Long> ofOneServer(List<NamedSeries> all) {
    long start = all.get(0).known().serverStart();
    if (all.stream().allMatch(one -> one.known().serverStart() == start)) {
      return Uni.createFrom().item(start);
    }
    forget();
    all.forEach(NamedSeries::forget);
    return identify(all);
  }

  /** The known ids may be those of a database that is gone: looks all of them up again. */
  public void forget() {
    dictionary.clear();
  }

  private Uni<Void> enterAll(List<NamedSeries> unknown, List<NamedSeries> all) {
    return enter(unknown)
        .chain(
            () -> {
              List<NamedSeries> later = saidLater(unknown, all);
              return later.isEmpty() ? Uni.createFrom().voidItem() : enter(later);
            });
  }

  private Uni<Void> enter(List<NamedSeries> series) {
    Map<SeriesKey, List<NamedSeries>> byKey = new LinkedHashMap<>();
    for (NamedSeries one : series) {
      byKey.computeIfAbsent(one.names().key(), key -> new ArrayList<>()).add(one);
    }
    List<Naming> namings = byKey.values().stream().map(Naming::of).toList();
    return guard
        .protect(() -> ask(namings))
        .invoke(
            answer ->
                byKey.forEach((key, named) -> know(row(answer.rows, key), named, answer.asked)))
        .replaceWithVoid();
  }

  private Uni<Answer> ask(List<Naming> namings) {
    long asked = dictionary.clears();
    return table.enter(namings).map(rows -> new Answer(asked, rows));
  }

  private static SeriesRow row(Map<SeriesKey, SeriesRow> rows, SeriesKey key) {
    return Objects.requireNonNull(rows.get(key), "a series was not entered");
  }

  /** What was said last is what the dictionary has to know. */
  private void know(SeriesRow row, List<NamedSeries> named, long asked) {
    named.sort(Comparator.comparingInt(NamedSeries::lastAt));
    for (NamedSeries one : named) {
      one.know(row.sentIn(one.names().unit()), dictionary, asked);
    }
  }

  /** Of the same series as others that were entered now, but said after them: they count. */
  private static List<NamedSeries> saidLater(List<NamedSeries> entered, List<NamedSeries> all) {
    if (entered.size() == all.size()) {
      return List.of();
    }
    Map<Long, Integer> lastAt = new LinkedHashMap<>();
    for (NamedSeries one : entered) {
      lastAt.merge(one.known().id(), one.lastAt(), Math::max);
    }
    return all.stream()
        .filter(one -> lastAt.getOrDefault(one.known().id(), Integer.MAX_VALUE) < one.lastAt())
        .filter(one -> !one.names().tags().isEmpty())
        .toList();
  }
}
