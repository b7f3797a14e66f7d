package dev.tidewire.bench.limit;

import dev.tidewire.bench.stack.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;

/** A connection that inserts rows, one statement after another. */
final class InsertLane {
  private static final String INSERT =
      """
      INSERT INTO bench.reading (series_id, time, value)
      SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::float8[])
      """;

  /** For loads with corrections. */
  private static final String UPSERT =
      INSERT + "ON CONFLICT (series_id, time) DO UPDATE SET value = excluded.value";

  private final PgConnection connection;
  private final Future<RowSet<Row>> nothing = Future.succeededFuture();
  private Future<RowSet<Row>> inFlight = nothing;

  InsertLane(Vertx vertx, String uri) throws IOException, InterruptedException {
    PgConnectOptions options = PgConnectOptions.fromUri(uri).setCachePreparedStatements(true);
    connection = Database.await(PgConnection.connect(vertx, options));
  }

  /** Begins to insert the columns of rows when the statement before is done. */
  void insert(Tuple columns, boolean mayExist) throws IOException, InterruptedException {
    await();
    inFlight = connection.preparedQuery(mayExist ? UPSERT : INSERT).execute(columns);
  }

  /** Returns when all is committed. */
  void await() throws IOException, InterruptedException {
    Database.await(inFlight);
    inFlight = nothing;
  }
}
