package dev.tidewire.processing.store;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A pool that can be exchanged for a new one while it is in use. The client itself never gives up a
 * connection whose other end has gone without a word: it waits for the answer, and having given up,
 * for the end of the connection, and the connection's place in the pool stays taken for good.
 */
@SuppressWarnings("deprecation") // Quarkus asks for this type.
final class ReplaceablePool implements PgPool {
  private final Supplier<Pool> factory;
  private volatile Pool current;

  ReplaceablePool(Supplier<Pool> factory) {
    this.factory = factory;
    current = factory.get();
  }

  /**
   * Whoever asks from now on gets a connection of a new pool. The old one is closed, which ends its
   * living connections and fails who still waits for one; of its dead connections the operating
   * system gives up the last.
   */
  synchronized void replace() {
    Pool old = current;
    current = factory.get();
    old.close();
  }

  private Pool pool() {
    return current;
  }

  @Override
  public void getConnection(Handler<AsyncResult<SqlConnection>> handler) {
    pool().getConnection(handler);
  }

  @Override
  public Future<SqlConnection> getConnection() {
    return pool().getConnection();
  }

  @Override
  public Query<RowSet<Row>> query(String sql) {
    return pool().query(sql);
  }

  @Override
  public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
    return pool().preparedQuery(sql);
  }

  @Override
  public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
    return pool().preparedQuery(sql, options);
  }

  @Override
  public void close(Handler<AsyncResult<Void>> handler) {
    pool().close(handler);
  }

  @Override
  public Future<Void> close() {
    return pool().close();
  }

  @Override
  public PgPool connectHandler(Handler<SqlConnection> handler) {
    throw new UnsupportedOperationException("a replaced pool would lose the handler");
  }

  @Override
  public PgPool connectionProvider(Function<Context, Future<SqlConnection>> provider) {
    throw new UnsupportedOperationException("a replaced pool would lose the provider");
  }

  @Override
  public int size() {
    return pool().size();
  }
}
