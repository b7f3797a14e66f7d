package dev.tidewire.platform.http;

import dev.tidewire.platform.tls.Handshakes;
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
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Iterator;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Puts a guard on every connection of the HTTP server. Quarkus has no place for Vert.x's handler of
 * invalid requests, and answers a URI it cannot read itself; so the guard stands in Netty's
 * pipeline, between the decoder and Vert.x.
 */
@Singleton
final class ConnectionGuards {
  private static final String ACCEPTED = "tidewire-accepted";
  private static final int UNBOUNDED = Integer.MAX_VALUE - 1;

  private final HeaderLimits limits;
  private final OpenStreams streams;
  private final Handshakes handshakes;
  private final ClientConnections clients;
  private final Duration headTimeout;

  /** Guards with the limits of Quarkus, which has these defaults. */
  ConnectionGuards(
      @ConfigProperty(name = "quarkus.http.limits.max-initial-line-length", defaultValue = "4096")
          int path,
      @ConfigProperty(name = "quarkus.http.limits.max-header-size", defaultValue = "20K")
          MemorySize fields,
      @ConfigProperty(name = "quarkus.http.limits.max-connections") OptionalInt connections,
      @ConfigProperty(name = "quarkus.http.idle-timeout", defaultValue = "30m") Duration idle,
      HttpConfig config,
      MeterRegistry registry,
      Handshakes handshakes) {
    this.limits = new HeaderLimits(path, fields.asLongValue());
    this.handshakes = handshakes;
    this.streams = new OpenStreams(config.maxStreams(), idle, registry);
    int most = config.maxConnectionsPerClient().orElse((connections.orElse(UNBOUNDED) + 1) / 2);
    this.clients = new ClientConnections(most, registry);
    this.headTimeout = config.headTimeout();
  }

  void install(@ObservesAsync HttpServerStart started, Vertx vertx) {
    install(vertx);
  }

  void install(@ObservesAsync HttpsServerStart started, Vertx vertx) {
    install(vertx);
  }

  private void install(Vertx vertx) {
    for (EventExecutor acceptor : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
      acceptor.execute(() -> install((SingleThreadEventLoop) acceptor));
    }
  }

  private void install(SingleThreadEventLoop acceptor) {
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
  private final class Accepted extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      Channel connection = (Channel) message;
      if (clients.admit(connection)) {
        connection.pipeline().addLast(new FirstBytes(limits, streams, handshakes, headTimeout));
        context.fireChannelRead(connection);
      } else {
        connection.unsafe().closeForcibly();
      }
    }
  }
}
