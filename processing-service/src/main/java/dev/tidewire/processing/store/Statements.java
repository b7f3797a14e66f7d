package dev.tidewire.processing.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Runs the statements of a poll, each in its own span when tracing is on. */
@ApplicationScoped
public class Statements {
  private final Pool pool;
  private final StoreTracing tracing;

  Statements(Pool pool, StoreTracing tracing) {
    this.pool = pool;
    this.tracing = tracing;
  }

  /** Runs the statement once per subscription. */
  public Uni<RowSet<Row>> execute(Statement statement, Tuple parameters) {
    return tracing.trace(statement, pool.preparedQuery(statement.sql()).execute(parameters));
  }
}
