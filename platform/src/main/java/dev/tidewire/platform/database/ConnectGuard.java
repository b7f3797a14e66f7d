package dev.tidewire.platform.database;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose server is silent before it has accepted the session, and says why a TLS
 * handshake has failed: the client would only say that it has.
 */
final class ConnectGuard extends ReadTimeoutHandler {
  ConnectGuard(Duration timeout) {
    super(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    SslHandler tls = context.pipeline().get(SslHandler.class);
    Throwable cause = tls == null ? null : tls.handshakeFuture().cause();
    if (cause != null) {
      // As the client's own handler expects it.
      context.fireExceptionCaught(new DecoderException(cause));
    }
    super.channelInactive(context);
  }
}
