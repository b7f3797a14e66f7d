package dev.tidewire.processing.store;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.processing.intake.MergedSeries;
import dev.tidewire.processing.store.SeriesCatalog.KnownSeries;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table {@code series}. */
@ApplicationScoped
class SeriesTable implements SeriesStatements {
  private static final Statement SELECT =
      new Statement(
          "SELECT series",
          """
          SELECT id, sensor, metric, unit, tags
          FROM unnest($1::text[], $2::text[]) AS wanted (sensor, metric)
          JOIN series USING (sensor, metric)
          """);

  /**
   * The rows come in the order of the unique key, so concurrent writers lock in the same order. The
   * tags of a series are at most as many as those of a reading; tags that would make them more
   * replace all.
   */
  private static final Statement UPSERT =
      new Statement(
          "UPSERT series",
          """
          INSERT INTO series AS s (sensor, metric, unit, tags, tags_since)
          SELECT sensor, metric, unit, coalesce(tags::jsonb, '{}'),
                 CASE WHEN tags IS NOT NULL THEN now() END
          FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
            AS given (sensor, metric, unit, tags)
          ON CONFLICT (sensor, metric) DO UPDATE
          SET unit = coalesce(s.unit, excluded.unit),
              tags = CASE
                       WHEN (SELECT count(*) FROM jsonb_object_keys(s.tags || excluded.tags)) > 32
                         THEN excluded.tags
                       ELSE s.tags || excluded.tags
                     END,
              tags_since = CASE
                             WHEN s.tags @> excluded.tags THEN s.tags_since
                             ELSE excluded.tags_since
                           END
          RETURNING id, sensor, metric, unit, tags
          """);

  private final Statements statements;

  SeriesTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public Uni<Map<SeriesKey, KnownSeries>> enter(List<MergedSeries> series) {
    // Reads first: an upsert would consume an id and rewrite the row of every known series.
    return statements
        .execute(SELECT, Tuple.of(sensors(series), metrics(series)))
        .map(SeriesTable::read)
        .chain(known -> write(series, known));
  }

  private Uni<Map<SeriesKey, KnownSeries>> write(
      List<MergedSeries> series, Map<SeriesKey, KnownSeries> known) {
    List<MergedSeries> changed = new ArrayList<>();
    for (MergedSeries one : series) {
      KnownSeries stored = known.get(one.key());
      if (stored == null || !stored.isDescribedBy(one)) {
        changed.add(one);
      }
    }
    if (changed.isEmpty()) {
      return Uni.createFrom().item(known);
    }
    changed.sort(
        Comparator.comparing((MergedSeries one) -> one.key().sensor())
            .thenComparing(one -> one.key().metric()));
    return statements
        .execute(
            UPSERT, Tuple.of(sensors(changed), metrics(changed), units(changed), tags(changed)))
        .map(
            rows -> {
              known.putAll(read(rows));
              return known;
            });
  }

  private static Map<SeriesKey, KnownSeries> read(RowSet<Row> rows) {
    Map<SeriesKey, KnownSeries> known = new HashMap<>();
    for (Row row : rows) {
      Map<String, String> tags = new HashMap<>();
      row.getJsonObject(4).forEach(tag -> tags.put(tag.getKey(), String.valueOf(tag.getValue())));
      known.put(
          new SeriesKey(row.getString(1), row.getString(2)),
          new KnownSeries(row.getLong(0), row.getString(3), tags));
    }
    return known;
  }

  private static String[] sensors(List<MergedSeries> series) {
    return series.stream().map(one -> one.key().sensor()).toArray(String[]::new);
  }

  private static String[] metrics(List<MergedSeries> series) {
    return series.stream().map(one -> one.key().metric()).toArray(String[]::new);
  }

  private static @Nullable String[] units(List<MergedSeries> series) {
    return series.stream().map(MergedSeries::unit).toArray(String[]::new);
  }

  private static @Nullable String[] tags(List<MergedSeries> series) {
    return series.stream()
        .map(one -> one.tags().isEmpty() ? null : new JsonObject(Map.copyOf(one.tags())).encode())
        .toArray(String[]::new);
  }
}
