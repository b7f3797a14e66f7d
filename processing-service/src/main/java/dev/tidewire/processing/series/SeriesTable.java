package dev.tidewire.processing.series;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.processing.store.Statement;
import dev.tidewire.processing.store.Statements;
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
  private static final Comparator<Naming> ORDER =
      Comparator.comparingInt(Naming::home)
          .thenComparing(one -> one.key().sensor())
          .thenComparing(one -> one.key().metric());

  private static final String COLUMNS =
      "id, sensor, metric, unit, tags, home, " + Statement.SERVER_START;

  private static final Statement SELECT =
      new Statement(
          "SELECT series",
          """
          SELECT %s
          FROM unnest($1::text[], $2::text[]) AS wanted (sensor, metric)
          JOIN series USING (sensor, metric)
          """
              .formatted(COLUMNS));

  /**
   * Ids are taken in the order of homes, and rows come in that order and within a home in the order
   * of the unique key, so concurrent writers lock in the same order. A series that exists takes no
   * id, and is never deleted, so the id 0 is never inserted. The tags of a series are at most as
   * many as those of a reading; tags that would make them more replace all.
   */
  private static final Statement UPSERT =
      new Statement(
          "UPSERT series",
          """
          WITH given AS (
            SELECT g.*, there.id IS NULL AS is_new,
                   row_number() OVER (PARTITION BY g.home, there.id IS NULL ORDER BY g.place) AS nth
            FROM unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[])
              WITH ORDINALITY AS g (sensor, metric, home, unit, tags, place)
            LEFT JOIN series AS there USING (sensor, metric)),
          taken AS (
            SELECT h.home, t.id, t.nth
            FROM (SELECT home, count(*)::int AS wanted FROM given WHERE is_new
                  GROUP BY home ORDER BY home) AS h,
                 new_series_ids(h.home, h.wanted) WITH ORDINALITY AS t (id, nth))
          INSERT INTO series AS s (id, sensor, metric, home, unit, tags, tags_since)
          OVERRIDING SYSTEM VALUE
          SELECT coalesce(t.id, 0), g.sensor, g.metric, g.home, g.unit,
                 coalesce(g.tags::jsonb, '{}'), CASE WHEN g.tags IS NOT NULL THEN now() END
          FROM given AS g
          LEFT JOIN taken AS t ON g.is_new AND t.home = g.home AND t.nth = g.nth
          ORDER BY g.place
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
          RETURNING %s
          """
              .formatted(COLUMNS));

  private final Statements statements;

  SeriesTable(Statements statements) {
    this.statements = statements;
  }

  @Override
  public Uni<Map<SeriesKey, SeriesRow>> enter(List<Naming> series) {
    // Reads first: an upsert would rewrite the row of every known series.
    return statements
        .execute(SELECT, Tuple.of(sensors(series), metrics(series)))
        .map(SeriesTable::read)
        .chain(known -> write(series, known));
  }

  private Uni<Map<SeriesKey, SeriesRow>> write(
      List<Naming> series, Map<SeriesKey, SeriesRow> known) {
    List<Naming> changed = new ArrayList<>();
    for (Naming one : series) {
      SeriesRow stored = known.get(one.key());
      if (stored == null || !stored.tells(one)) {
        changed.add(one);
      }
    }
    if (changed.isEmpty()) {
      return Uni.createFrom().item(known);
    }
    changed.sort(ORDER);
    return statements
        .execute(
            UPSERT,
            Tuple.of(
                sensors(changed), metrics(changed), homes(changed), units(changed), tags(changed)))
        .map(
            rows -> {
              known.putAll(read(rows));
              return known;
            });
  }

  private static Map<SeriesKey, SeriesRow> read(RowSet<Row> rows) {
    Map<SeriesKey, SeriesRow> known = new HashMap<>();
    for (Row row : rows) {
      Map<String, String> tags = new HashMap<>();
      row.getJsonObject(4).forEach(tag -> tags.put(tag.getKey(), String.valueOf(tag.getValue())));
      known.put(
          new SeriesKey(row.getString(1), row.getString(2)),
          new SeriesRow(row.getLong(0), row.getInteger(5), row.getString(3), tags, row.getLong(6)));
    }
    return known;
  }

  private static String[] sensors(List<Naming> series) {
    return series.stream().map(one -> one.key().sensor()).toArray(String[]::new);
  }

  private static String[] metrics(List<Naming> series) {
    return series.stream().map(one -> one.key().metric()).toArray(String[]::new);
  }

  private static Integer[] homes(List<Naming> series) {
    return series.stream().map(Naming::home).toArray(Integer[]::new);
  }

  private static @Nullable String[] units(List<Naming> series) {
    return series.stream().map(Naming::unit).toArray(String[]::new);
  }

  private static @Nullable String[] tags(List<Naming> series) {
    return series.stream()
        .map(one -> one.tags().isEmpty() ? null : new JsonObject(Map.copyOf(one.tags())).encode())
        .toArray(String[]::new);
  }
}
