package dev.tidewire.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.util.Iterator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Puts a guard on every connection of the HTTP server. Quarkus has no place for Vert.x's handler of
 * invalid requests, and answers a URI it cannot read itself; so the guard stands in Netty's
 * pipeline, between the decoder and Vert.x.
 */
@Singleton
final class ConnectionGuards {
  private static final String ACCEPTED = "tidewire-accepted";

  private final HeaderLimits limits;
  private final OpenStreams streams;

  /** Guards with the limits of Quarkus, which has these defaults. */
  ConnectionGuards(
      @ConfigProperty(name = "quarkus.http.limits.max-initial-line-length", defaultValue = "4096")
          int path,
      @ConfigProperty(name = "quarkus.http.limits.max-header-size", defaultValue = "20K")
          MemorySize fields,
      HttpConfig config,
      MeterRegistry registry) {
    this.limits = new HeaderLimits(path, fields.asLongValue());
    this.streams = new OpenStreams(config.maxStreams(), registry);
  }

  void install(@ObservesAsync HttpServerStart started, Vertx vertx) {
    for (EventExecutor acceptor : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
      acceptor.execute(() -> install((SingleThreadEventLoop) acceptor));
    }
  }

  private void install(SingleThreadEventLoop acceptor) {
    Iterator<Channel> channels = acceptor.registeredChannelsIterator();
    while (channels.hasNext()) {
      ChannelPipeline pipeline = channels.next().pipeline();
      if (pipeline.channel() instanceof ServerChannel && pipeline.get(ACCEPTED) == null) {
        pipeline.addFirst(ACCEPTED, new Accepted(limits, streams));
      }
    }
  }

  /** Sees connections as they are accepted, before they have a pipeline. */
  @Sharable
  private static final class Accepted extends ChannelInboundHandlerAdapter {
    private final HeaderLimits limits;
    private final OpenStreams streams;

    Accepted(HeaderLimits limits, OpenStreams streams) {
      this.limits = limits;
      this.streams = streams;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object connection) {
      ((Channel) connection).pipeline().addLast(new FirstBytes(limits, streams));
      context.fireChannelRead(connection);
    }
  }
}
