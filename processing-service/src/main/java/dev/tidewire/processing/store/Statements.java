package dev.tidewire.processing.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Runs the statements of a poll, each in its own span when tracing is on. */
@ApplicationScoped
class Statements {
  private final Pool pool;
  private final StoreTracing tracing;

  Statements(Pool pool, StoreTracing tracing) {
    this.pool = pool;
    this.tracing = tracing;
  }

  /** Runs the statement once per subscription. */
  Uni<RowSet<Row>> execute(Statement statement, Tuple parameters) {
    return execute(pool, statement, parameters);
  }

  /** As {@link #execute(Statement, Tuple)}, on the given connection. */
  Uni<RowSet<Row>> execute(SqlClient client, Statement statement, Tuple parameters) {
    return tracing.trace(statement, client.preparedQuery(statement.sql()).execute(parameters));
  }

  /** Does the work in a transaction that is always rolled back. */
  <T> Uni<T> inRolledBackTransaction(Function<SqlClient, Uni<T>> work) {
    return pool.withConnection(
        connection ->
            connection
                .begin()
                .chain(transaction -> work.apply(connection).eventually(transaction::rollback)));
  }
}
