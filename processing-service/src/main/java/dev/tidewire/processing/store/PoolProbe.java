package dev.tidewire.processing.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks the database over a connection of its own, past the pool. */
final class PoolProbe {
  private static final String IS_WRITABLE =
      "SELECT NOT (pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean)";

  private final Vertx vertx;
  private final List<PgConnectOptions> servers;
  private final long timeoutMillis;

  PoolProbe(Vertx vertx, List<PgConnectOptions> servers, long timeoutMillis) {
    this.vertx = vertx;
    this.servers =
        servers.stream()
            .map(options -> new PgConnectOptions(options).setConnectTimeout((int) timeoutMillis))
            .toList();
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * Whether a new connection finds a database that takes writes; false when it does not in time.
   */
  Future<Boolean> findsDatabase() {
    return Future.any(servers.stream().map(this::connect).toList())
        .map(true)
        .timeout(timeoutMillis, TimeUnit.MILLISECONDS)
        .otherwise(false);
  }

  private Future<Void> connect(PgConnectOptions server) {
    return PgConnection.connect(vertx, server)
        .compose(
            connection ->
                connection
                    .query(IS_WRITABLE)
                    .execute()
                    .onComplete(answered -> connection.close())
                    .compose(
                        rows ->
                            rows.iterator().next().getBoolean(0)
                                ? Future.succeededFuture()
                                : Future.failedFuture("read-only")));
  }
}
