package dev.tidewire.platform.database;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateEvent;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import io.vertx.sqlclient.impl.command.CommandResponse;

/**
 * Ends a connection that is of no use any more: one that has been silent for too long, or one to a
 * server that has become read-only, because another is the primary now. The client's own way to
 * close is to say goodbye and wait for the other end to do so, too, which a dead one never does.
 */
final class ConnectionEnd extends ChannelInboundHandlerAdapter {
  private static final String READ_ONLY = "25006";

  /** What Vert.x calls the handler between bytes and commands. */
  private static final String CODEC = "codec";

  private final EndedConnections ended;

  private ConnectionEnd(EndedConnections ended) {
    this.ended = ended;
  }

  /** Ends the connection when its time has come. */
  static void watch(SqlConnection connection, EndedConnections ended) {
    SocketConnectionBase socket =
        (SocketConnectionBase) ((SqlConnectionInternal) connection).unwrap();
    ChannelPipeline pipeline = socket.socket().channelHandlerContext().pipeline();
    GuardedConnects.release(pipeline);
    pipeline.addAfter(CODEC, "tidewire-end", new ConnectionEnd(ended));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      ended.silent();
      end(context);
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    context.fireChannelRead(message);
    if (message instanceof CommandResponse<?> response
        && response.toAsyncResult().cause() instanceof PgException refusal
        && READ_ONLY.equals(refusal.getSqlState())) {
      ended.readOnly();
      end(context);
    }
  }

  /** From the first handler on, so that the codec does not turn the end into a goodbye. */
  @SuppressWarnings("FutureReturnValueIgnored") // The client hears of the end as of any other.
  private static void end(ChannelHandlerContext context) {
    context.pipeline().firstContext().close();
  }
}
