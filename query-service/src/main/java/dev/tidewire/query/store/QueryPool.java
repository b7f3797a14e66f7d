package dev.tidewire.query.store;

import dev.tidewire.platform.database.HealingPool;
import dev.tidewire.platform.database.PoolBounds;
import dev.tidewire.query.QueryConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/**
 * Makes the pool. The bounds of a statement are its own, so a session bounds only how long a client
 * that is frozen may keep it. So is the wait for a connection: the pool's own time-out stays armed
 * after a failure and then logs that the result is already complete.
 */
@Singleton
final class QueryPool implements PgPoolCreator {
  private final QueryConfig.Database config;
  private final MeterRegistry registry;

  QueryPool(QueryConfig config, MeterRegistry registry) {
    this.config = config.database();
    this.registry = registry;
  }

  @Override
  public Pool create(Input input) {
    Duration deadline = config.deadline();
    PoolBounds bounds =
        new PoolBounds(
            config.maxWaiting(),
            Duration.ZERO,
            deadline,
            deadline,
            deadline.multipliedBy(2),
            Map.of());
    return HealingPool.create(input, bounds, registry);
  }
}
