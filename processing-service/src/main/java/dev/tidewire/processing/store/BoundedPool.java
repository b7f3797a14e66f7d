package dev.tidewire.processing.store;

import dev.tidewire.processing.ProcessingConfig;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what Quarkus leaves unbounded: the queue for a connection, the wait in it, and the time
 * the server spends on a statement. The server gives up first, so that an attempt that has timed
 * out here does not go on there beside its own repetition.
 */
@Singleton
class BoundedPool implements PgPoolCreator {
  private static final int MAX_WAITING = 64;

  private final long timeoutMillis;
  private @Nullable ReplaceablePool pool;
  private @Nullable PoolProbe probe;

  BoundedPool(ProcessingConfig config) {
    timeoutMillis = config.store().timeout().toMillis();
  }

  @Override
  public Pool create(Input input) {
    long statementMillis = Math.max(100, timeoutMillis * 4 / 5);
    long lockMillis = Math.max(50, timeoutMillis * 3 / 5);
    for (PgConnectOptions options : input.pgConnectOptionsList()) {
      options.addProperty("statement_timeout", Long.toString(statementMillis));
      options.addProperty("lock_timeout", Long.toString(lockMillis));
      options.addProperty("application_name", "tidewire-processing");
    }
    probe = new PoolProbe(input.vertx(), input.pgConnectOptionsList(), timeoutMillis);
    pool = new ReplaceablePool(() -> build(input));
    return pool;
  }

  private Pool build(Input input) {
    return PgBuilder.pool()
        .with(
            new PoolOptions(input.poolOptions())
                .setMaxWaitQueueSize(MAX_WAITING)
                .setConnectionTimeout((int) timeoutMillis)
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
        .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
        .using(input.vertx())
        .build();
  }

  /** Asks the pool's database past the pool. */
  PoolProbe probe() {
    return Objects.requireNonNull(probe, "the pool is not yet made");
  }

  /** Gives up the pool's connections for new ones. */
  void replace() {
    Objects.requireNonNull(pool, "the pool is not yet made").replace();
  }
}
