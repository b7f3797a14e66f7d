package dev.tidewire.processing.store;

import dev.tidewire.platform.database.HealingPool;
import dev.tidewire.platform.database.PoolBounds;
import dev.tidewire.processing.ProcessingConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/**
 * Makes the pool. The server gives up on a statement before an attempt does, so that an attempt
 * that has timed out here does not go on there beside its own repetition.
 */
@Singleton
final class StorePool implements PgPoolCreator {
  private static final int MAX_WAITING = 64;

  private final Duration timeout;
  private final MeterRegistry registry;

  StorePool(ProcessingConfig config, MeterRegistry registry) {
    this.timeout = config.store().timeout();
    this.registry = registry;
  }

  @Override
  public Pool create(Input input) {
    long statementMillis = Math.max(100, timeout.toMillis() * 4 / 5);
    long lockMillis = Math.max(50, timeout.toMillis() * 3 / 5);
    Map<String, String> session =
        Map.of(
            "statement_timeout",
            Long.toString(statementMillis),
            "lock_timeout",
            Long.toString(lockMillis),
            "application_name",
            "tidewire-processing");
    PoolBounds bounds =
        new PoolBounds(
            MAX_WAITING,
            timeout,
            timeout,
            Duration.ofMillis(statementMillis),
            StoreDeadlines.frozenAfter(timeout),
            session);
    return HealingPool.create(input, bounds, registry);
  }
}
