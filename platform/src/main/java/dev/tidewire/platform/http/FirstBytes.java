package dev.tidewire.platform.http;

import dev.tidewire.platform.tls.Handshakes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands on the first bytes one by one until Vert.x knows from them whether they are HTTP/1 or
 * HTTP/2 and has built its pipeline, which is long before they are a request. With TLS it has done
 * so by the end of the handshake.
 */
final class FirstBytes extends ChannelInboundHandlerAdapter {
  private static final String GUARD = "tidewire-guard";
  private static final String HEADS = "tidewire-heads";
  private static final String TURNS = "tidewire-turns";
  private static final String BODIES = "tidewire-bodies";

  /** The name that Vert.x gives to the first handler, which makes messages of bytes. */
  private static final String DECODER = "httpDecoder";

  /** The name of the last handler before the messages are its own. */
  private static final String ENCODER = "httpEncoder";

  /** The first byte of HTTP/2, and of some requests of HTTP/1. */
  private static final byte OF_HTTP2 = 'P';

  /** HTTP/1 ignores an empty line before a request (RFC 9112, section 2.2). */
  private static final String NOTHING = "\r\n";

  private final HeaderLimits limits;
  private final OpenStreams streams;
  private final Handshakes handshakes;
  private final Duration timeout;
  private boolean hasBegun;
  private @Nullable Future<?> end;

  /**
   * Hands on the first bytes of a connection.
   *
   * @param timeout how long it may send none, and a head may take to arrive
   */
  FirstBytes(HeaderLimits limits, OpenStreams streams, Handshakes handshakes, Duration timeout) {
    this.limits = limits;
    this.streams = streams;
    this.handshakes = handshakes;
    this.timeout = timeout;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    Callable<Boolean> close = () -> context.close().isDone();
    end = context.executor().schedule(close, timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** When they have come, and when the connection has ended. */
  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (end != null) {
      end.cancel(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (!hasBegun && TlsPort.isBefore(context)) {
      TlsPort.begin(
          context, bytes, new FirstBytes(limits, streams, handshakes, timeout), handshakes);
      return;
    }
    if (!hasBegun && bytes.isReadable()) {
      hasBegun = true;
      if (bytes.getByte(bytes.readerIndex()) != OF_HTTP2) {
        // The decoder refuses some first bytes at once, so the guard has to be there before.
        context.fireChannelRead(Unpooled.copiedBuffer(NOTHING, StandardCharsets.US_ASCII));
      }
    }
    while (bytes.isReadable() && !guard(context.pipeline())) {
      context.fireChannelRead(bytes.readRetainedSlice(1));
    }
    if (bytes.isReadable()) {
      context.fireChannelRead(bytes);
    } else {
      bytes.release();
    }
  }

  /** Adds the guard if there is a pipeline to guard, and tells whether there is. */
  private boolean guard(ChannelPipeline pipeline) {
    Http2ConnectionHandler http2 = pipeline.get(Http2ConnectionHandler.class);
    if (http2 != null) {
      Http2Guard.addTo(pipeline.context(http2), limits, streams);
    } else if (pipeline.get(ENCODER) != null) {
      Turns turns = OneAtATime.addTo(pipeline, DECODER);
      pipeline.addBefore(OneAtATime.NAME, HEADS, new HeadTimeout(turns, timeout, GUARD));
      pipeline.addAfter(ENCODER, GUARD, new Http1Guard(limits, streams));
      pipeline.addAfter(GUARD, TURNS, turns);
      pipeline.addAfter(TURNS, BODIES, new BrokenBodies(turns));
    } else {
      return false;
    }
    pipeline.remove(this);
    return true;
  }
}
