package dev.tidewire.query.store;

import dev.tidewire.query.QueryConfig;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a pool with an end to every queue and wait, of connections that suit our statements. */
@Singleton
final class ReadOnlyPool implements PgPoolCreator {
  /**
   * Every statement here walks an index to a limit. Planned once it does so on every partition
   * count; planned anew for each set of parameters, it costs more than it reads, and the estimates
   * of a generic plan tempt Postgres into sorting whole partitions and compiling.
   */
  private static final Map<String, String> INDEX_WALKS =
      Map.of(
          "plan_cache_mode", "force_generic_plan",
          "enable_bitmapscan", "off",
          "enable_seqscan", "off",
          "jit", "off",
          "default_transaction_read_only", "on");

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
    int deadline = Math.toIntExact(config.deadline().toMillis());
    options.setConnectTimeout(deadline);
    options.addProperty("statement_timeout", Integer.toString(deadline));
    INDEX_WALKS.forEach(options::addProperty);
  }
}
