package dev.tidewire.platform.database;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Makes pools that recover by themselves: a connection that leads nowhere gives back its place.
 *
 * <p>The client waits for ever on a connection whose other end has gone without a word. But the
 * server ends a statement that takes too long and says so. So a connection on which nothing has
 * moved for longer than any statement may take is dead, and no slow statement is taken for a dead
 * connection. Connections that nobody uses are closed earlier. The server does the same with a
 * session whose client has gone without a word, so that its locks do not outlast it.
 */
public final class HealingPool {
  private static final Duration IDLE = Duration.ofSeconds(8);

  /** Idle connections are looked for once a second, so they are gone before they seem dead. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private HealingPool() {}

  /** A pool as Quarkus configures it, within these bounds. */
  public static Pool create(PgPoolCreator.Input input, PoolBounds bounds, MeterRegistry registry) {
    List<PgConnectOptions> servers = input.pgConnectOptionsList();
    servers.forEach(server -> bound(server, bounds));
    Pool pool =
        PgBuilder.pool()
            .with(bound(new PoolOptions(input.poolOptions()), bounds))
            .connectingTo(List.<SqlConnectOptions>copyOf(servers))
            .using(input.vertx())
            .build();
    provide(pool, connections(input.vertx(), servers, bounds, new EndedConnections(registry)));
    return pool;
  }

  @SuppressWarnings("deprecation") // Nothing else shows a connection before its first use.
  private static void provide(Pool pool, Function<Context, Future<SqlConnection>> provider) {
    pool.connectionProvider(provider);
  }

  private static Function<Context, Future<SqlConnection>> connections(
      Vertx vertx, List<PgConnectOptions> servers, PoolBounds bounds, EndedConnections ended) {
    Duration timeout = bounds.connectTimeout();
    ConnectionFactory factory = new GuardedConnects(vertx, servers, timeout);
    // The pool does not know it. Closed by the garbage collector, it would ask event loops that
    // have ended.
    ((VertxInternal) vertx).addCloseHook(factory);
    String settings = settings(bounds.frozenAfter());
    return context -> connect(factory, context, settings, timeout, ended);
  }

  /** No start-up parameters: a pooler refuses those that it does not know. */
  private static String settings(Duration frozenAfter) {
    return "SET idle_in_transaction_session_timeout = %1$d; SET tcp_user_timeout = %1$d"
        .formatted(frozenAfter.toMillis());
  }

  private static Future<SqlConnection> connect(
      ConnectionFactory factory,
      Context context,
      String settings,
      Duration timeout,
      EndedConnections ended) {
    Future<SqlConnection> connecting =
        factory.connect(context).compose(connection -> set(connection, settings));
    return connecting
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(connection -> ConnectionEnd.watch(connection, ended))
        .onFailure(tooLate -> connecting.onSuccess(SqlConnection::close));
  }

  private static Future<SqlConnection> set(SqlConnection connection, String settings) {
    return connection
        .query(settings)
        .execute()
        .map(connection)
        .onFailure(refused -> connection.close());
  }

  /** Otherwise each connection would fail, and no message would name the setting. */
  private static void requireTrust(PgConnectOptions server) {
    SslMode mode = server.getSslMode();
    if ((mode == SslMode.VERIFY_FULL || mode == SslMode.VERIFY_CA)
        && server.getTrustOptions() == null) {
      throw new IllegalStateException(
          "quarkus.datasource.reactive.postgresql.ssl-mode is %s, and nothing says which certificate"
                  .formatted(mode.value)
              + " authority to trust: set quarkus.datasource.reactive.trust-certificate-pem=true"
              + " and quarkus.datasource.reactive.trust-certificate-pem.certs to its PEM file");
    }
  }

  private static void bound(PgConnectOptions server, PoolBounds bounds) {
    requireTrust(server);
    server.setConnectTimeout(Math.toIntExact(bounds.connectTimeout().toMillis()));
    server.setIdleTimeout(Math.toIntExact(bounds.longestStatement().plus(SILENCE).toMillis()));
    server.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    bounds.session().forEach(server::addProperty);
  }

  private static PoolOptions bound(PoolOptions pool, PoolBounds bounds) {
    return pool.setMaxWaitQueueSize(bounds.maxWaiting())
        .setConnectionTimeout(Math.toIntExact(bounds.maxWait().toMillis()))
        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout(Math.toIntExact(IDLE.toMillis()))
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
  }
}
