package dev.tidewire.platform.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/**
 * Puts a guard on every connection of the HTTP server. Quarkus has no place for Vert.x's handler of
 * invalid requests, and answers a URI it cannot read itself; so the guard stands in Netty's
 * pipeline, between the decoder and Vert.x.
 */
@Singleton
final class ConnectionGuards {
  private static final String ACCEPTED = "tidewire-accepted";
  private static final String GUARD = "tidewire-guard";
  private static final String BODIES = "tidewire-bodies";

  /** The name that Vert.x gives to the last handler before the decoded messages are its own. */
  private static final String ENCODER = "httpEncoder";

  void install(@ObservesAsync HttpServerStart started, Vertx vertx) {
    for (EventExecutor acceptor : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
      acceptor.execute(() -> install((SingleThreadEventLoop) acceptor));
    }
  }

  private static void install(SingleThreadEventLoop acceptor) {
    Iterator<Channel> channels = acceptor.registeredChannelsIterator();
    while (channels.hasNext()) {
      ChannelPipeline pipeline = channels.next().pipeline();
      if (pipeline.channel() instanceof ServerChannel && pipeline.get(ACCEPTED) == null) {
        pipeline.addFirst(ACCEPTED, new Accepted());
      }
    }
  }

  /** Sees connections as they are accepted, before they have a pipeline. */
  @Sharable
  private static final class Accepted extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object connection) {
      ((Channel) connection).pipeline().addLast(new FirstBytes());
      context.fireChannelRead(connection);
    }
  }

  /**
   * Hands on the first bytes one by one until Vert.x knows from them whether they are HTTP/1 or
   * HTTP/2 and has built its pipeline, which is long before they are a request.
   */
  private static final class FirstBytes extends ChannelInboundHandlerAdapter {
    /** The first byte of HTTP/2, and of some requests of HTTP/1. */
    private static final byte OF_HTTP2 = 'P';

    /** HTTP/1 ignores an empty line before a request (RFC 9112, section 2.2). */
    private static final String NOTHING = "\r\n";

    private boolean hasBegun;

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
        Http2Guard.addTo(http2);
      } else if (pipeline.get(ENCODER) != null) {
        pipeline.addAfter(ENCODER, GUARD, new Http1Guard());
        pipeline.addAfter(GUARD, BODIES, new BrokenBodies());
      } else {
        return false;
      }
      pipeline.remove(this);
      return true;
    }
  }
}
