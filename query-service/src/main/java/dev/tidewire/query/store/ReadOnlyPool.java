package dev.tidewire.query.store;

import dev.tidewire.query.QueryConfig;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a pool in which every queue and every wait has a bound. */
@Singleton
final class ReadOnlyPool implements PgPoolCreator {
  private final QueryConfig.Database config;
  private @Nullable Supplier<Pool> factory;

  ReadOnlyPool(QueryConfig config) {
    this.config = config.database();
  }

  @Override
  public Pool create(Input input) {
    input.pgConnectOptionsList().forEach(this::bound);
    PoolOptions options = input.poolOptions().setMaxWaitQueueSize(config.maxWaiting());
    // Database has a deadline for the whole query. The pool's own stays armed after a failure and
    // then logs that the result is already complete.
    options.setConnectionTimeout(0);
    factory =
        () ->
            PgBuilder.pool()
                .with(new PoolOptions(options))
                .connectingTo(List.copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    return another();
  }

  /** One more pool like the one that was asked for. */
  Pool another() {
    return Objects.requireNonNull(factory, "the pool is not yet made").get();
  }

  private void bound(PgConnectOptions options) {
    options.setConnectTimeout(Math.toIntExact(config.deadline().toMillis()));
  }
}
