package dev.tidewire.platform.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import java.nio.charset.StandardCharsets;

/**
 * Hands on the first bytes one by one until Vert.x knows from them whether they are HTTP/1 or
 * HTTP/2 and has built its pipeline, which is long before they are a request.
 */
final class FirstBytes extends ChannelInboundHandlerAdapter {
  private static final String GUARD = "tidewire-guard";
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
  private boolean hasBegun;

  FirstBytes(HeaderLimits limits, OpenStreams streams) {
    this.limits = limits;
    this.streams = streams;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
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
