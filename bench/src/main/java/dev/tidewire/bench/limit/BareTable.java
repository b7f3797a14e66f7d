package dev.tidewire.bench.limit;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/** A twin of the table {@code reading}, with the same partitions, in a schema of its own. */
final class BareTable {
  static final String NAME = "bench.reading";

  private static final String PARTITIONS =
      """
      SELECT c.relname, pg_get_expr(c.relpartbound, c.oid)
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'public.reading'::regclass
      """;

  private BareTable() {}

  /** Makes the twin; fails when the original has no partitions yet. */
  static void create(Vertx vertx, PgConnectOptions options) throws Exception {
    PgConnection connection = Awaiting.result(PgConnection.connect(vertx, options));
    List<String> statements = new ArrayList<>();
    statements.add("CREATE SCHEMA bench");
    statements.add(
        "CREATE TABLE bench.reading (LIKE public.reading INCLUDING ALL) PARTITION BY RANGE (time)");
    for (Row partition : Awaiting.result(connection.query(PARTITIONS).execute())) {
      statements.add(
          "CREATE TABLE bench.%s PARTITION OF bench.reading %s"
              .formatted(partition.getString(0), partition.getString(1)));
    }
    for (String statement : statements) {
      Awaiting.result(connection.query(statement).execute());
    }
    Awaiting.result(connection.close());
  }
}
