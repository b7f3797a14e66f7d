package dev.tidewire.platform.http;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.tls.Handshakes;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.List;

/** The beginning of a connection to a port that speaks TLS. */
final class TlsPort {
  /** The name that Vert.x gives to the handler that decrypts. */
  private static final String TLS = "ssl";

  private static final Problem WITHOUT_TLS =
      Problem.of(
          ProblemType.MALFORMED_REQUEST,
          "This port speaks TLS, and the request came without it. Send it to https:// instead.");

  private TlsPort() {}

  /** Whether what a handler sees is not decrypted yet. */
  static boolean isBefore(ChannelHandlerContext handler) {
    List<String> names = handler.pipeline().names();
    return names.indexOf(TLS) > names.indexOf(handler.name());
  }

  /**
   * Lets TLS have the first bytes, and puts what looks at HTTP behind it, in place of the handler
   * that got the bytes.
   */
  static void begin(
      ChannelHandlerContext context, ByteBuf bytes, ChannelHandler behind, Handshakes handshakes) {
    ChannelPipeline pipeline = context.pipeline();
    if (isPlain(bytes)) {
      bytes.release();
      pipeline.remove(TLS);
      pipeline.addFirst(new HttpResponseEncoder());
      context
          .writeAndFlush(ProblemAnswer.message(WITHOUT_TLS, false, context.channel()))
          .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    pipeline.addAfter(TLS, null, new HandshakeEnd(handshakes));
    pipeline.addAfter(TLS, null, behind);
    context.fireChannelRead(bytes);
    pipeline.remove(context.handler());
  }

  /** Every method of HTTP begins with a letter, and no record of TLS does. */
  private static boolean isPlain(ByteBuf bytes) {
    return bytes.isReadable() && Character.isLetter(bytes.getByte(bytes.readerIndex()));
  }

  /** Tells of a handshake that fails. */
  private static final class HandshakeEnd extends ChannelInboundHandlerAdapter {
    private final Handshakes handshakes;

    HandshakeEnd(Handshakes handshakes) {
      this.handshakes = handshakes;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent end) {
        if (!end.isSuccess()) {
          handshakes.failed(context.channel().remoteAddress(), end.cause());
        }
        context.pipeline().remove(this);
      }
      context.fireUserEventTriggered(event);
    }
  }
}
