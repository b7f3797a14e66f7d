package dev.tidewire.platform.database;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.impl.NetSocketInternal;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.impl.PgConnectionFactory;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;

/**
 * Connects to the servers in turn. The socket to a server that is silent before it has accepted the
 * session is closed: the client itself would keep it until the server closes its end, so that
 * sockets would pile up as long as a frozen server accepts connections.
 */
final class GuardedConnects extends PgConnectionFactory {
  private static final String GUARD = "tidewire-guard";

  private final Duration timeout;

  GuardedConnects(Vertx vertx, List<PgConnectOptions> servers, Duration timeout) {
    super((VertxInternal) vertx, new ServersInTurn(vertx, servers));
    this.timeout = timeout;
  }

  /** Nothing else shows a socket before the server has accepted the session. */
  @Override
  protected NetClient netClient(NetClientOptions options) {
    NetClient client = super.netClient(options);
    return (NetClient)
        Proxy.newProxyInstance(
            NetClient.class.getClassLoader(),
            new Class<?>[] {NetClient.class},
            (proxy, method, arguments) -> {
              Object result = method.invoke(client, arguments);
              if (result instanceof Future<?> connecting) {
                connecting.onSuccess(this::guard);
              }
              return result;
            });
  }

  private void guard(Object socket) {
    if (socket instanceof NetSocketInternal connected) {
      connected.channelHandlerContext().pipeline().addFirst(GUARD, new ConnectGuard(timeout));
    }
  }

  /** The server has accepted the session. */
  static void release(ChannelPipeline pipeline) {
    pipeline.remove(GUARD);
  }
}
