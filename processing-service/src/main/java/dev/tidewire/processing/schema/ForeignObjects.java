package dev.tidewire.processing.schema;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Looks in the catalog of the database for what others have put on our tables. */
@ApplicationScoped
class ForeignObjects {
  /** What a partition has from its table is told once. The migrations make no foreign keys. */
  private static final String FIND =
      """
      WITH ours AS (
        SELECT oid AS relation, oid::regclass::text AS name, relrowsecurity FROM pg_class
        WHERE oid IN ('block'::regclass, 'chunk'::regclass, 'series'::regclass,
                      'series_run'::regclass, 'watermark'::regclass)
           OR oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'chunk'::regclass))
      SELECT format('the trigger %s on the table %s', tgname, name),
             format('DROP TRIGGER %I ON %s', tgname, name)
      FROM ours JOIN pg_trigger ON tgrelid = relation
      WHERE NOT tgisinternal AND tgparentid = 0 AND tgenabled <> 'D'
      UNION ALL
      SELECT format('the rule %s on the table %s', rulename, name),
             format('DROP RULE %I ON %s', rulename, name)
      FROM ours JOIN pg_rewrite ON ev_class = relation
      WHERE ev_enabled <> 'D'
      UNION ALL
      SELECT format('the constraint %s on the table %s: %s',
                    conname, conrelid::regclass, pg_get_constraintdef(c.oid)),
             format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)
      FROM pg_constraint AS c
      WHERE (conrelid IN (SELECT relation FROM ours) OR confrelid IN (SELECT relation FROM ours))
        AND contype IN ('c', 'f', 'u', 'x') AND conparentid = 0 AND conislocal
        AND conname NOT IN ('block_level_check', 'series_sensor_metric_key')
      UNION ALL
      SELECT format('the row security of the table %s', name),
             format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', name)
      FROM ours WHERE relrowsecurity
      ORDER BY 1
      """;

  private final Pool pool;

  ForeignObjects(Pool pool) {
    this.pool = pool;
  }

  /** All of them; fails as the database does, and while the schema is missing. */
  Uni<List<ForeignObject>> find() {
    return pool.query(FIND)
        .execute()
        .map(
            rows -> {
              List<ForeignObject> found = new ArrayList<>(rows.size());
              for (Row row : rows) {
                found.add(new ForeignObject(row.getString(0), row.getString(1)));
              }
              return found;
            });
  }
}
