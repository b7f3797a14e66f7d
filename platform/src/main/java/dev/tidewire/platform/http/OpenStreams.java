package dev.tidewire.platform.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Stream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds the open streams of all connections of HTTP/2 together; HTTP/2 itself bounds only those of
 * one connection. What exceeds the bound is refused in a way that lets the client send it again
 * (RFC 9113, section 8.7). From half of the bound on, a stream that has its answer ends at once,
 * and the rest of its body is not awaited. A connection without a stream is closed after a while,
 * at most twice as long as it may have none: pings, and heads that do not end, keep none open.
 * Thread-safe.
 */
final class OpenStreams {
  private final int most;
  private final Duration idle;
  private final Counter refused;
  private final AtomicInteger open = new AtomicInteger();

  /**
   * Streams of which there are none yet.
   *
   * @param most how many may be open
   * @param idle how long a connection may have none
   */
  OpenStreams(int most, Duration idle, MeterRegistry registry) {
    this.most = most;
    this.idle = idle;
    this.refused =
        Counter.builder("tidewire.http.streams.refused")
            .description("Streams of HTTP/2 that were reset because too many were open")
            .register(registry);
  }

  int count() {
    return open.get();
  }

  /** Counts the streams of a connection, those that are open already as well. */
  OfConnection watch(ChannelHandlerContext context) {
    Http2ConnectionHandler handler = (Http2ConnectionHandler) context.handler();
    OfConnection streams = new OfConnection(context, handler);
    open.addAndGet(handler.connection().numActiveStreams());
    handler.connection().addListener(streams);
    streams.closeWhenUnused();
    return streams;
  }

  /** The streams of one connection. */
  final class OfConnection extends Http2ConnectionAdapter {
    private final ChannelHandlerContext context;
    private final Http2ConnectionHandler handler;
    private final Http2Connection.PropertyKey tooMany;
    private boolean isUsed = true;

    private OfConnection(ChannelHandlerContext context, Http2ConnectionHandler handler) {
      this.context = context;
      this.handler = handler;
      this.tooMany = handler.connection().newKey();
    }

    /** Refuses the request that opens a stream, if there are too many. */
    void check(int streamId) throws Http2Exception {
      Http2Stream stream = handler.connection().stream(streamId);
      if (stream != null && stream.getProperty(tooMany) != null) {
        refused.increment();
        throw Http2Exception.streamError(
            streamId, Http2Error.REFUSED_STREAM, "More than %d streams are open", most);
      }
    }

    private void closeWhenUnused() {
      Callable<Boolean> check =
          () -> {
            boolean isNeeded = isUsed || handler.connection().numActiveStreams() > 0;
            isUsed = false;
            if (isNeeded && context.channel().isActive()) {
              closeWhenUnused();
            } else if (!isNeeded) {
              var unused = context.close();
            }
            return isNeeded;
          };
      var unused = context.executor().schedule(check, idle.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void onStreamAdded(Http2Stream stream) {
      isUsed = true;
      if (open.incrementAndGet() > most) {
        stream.setProperty(tooMany, true);
      }
    }

    @Override
    public void onStreamRemoved(Http2Stream stream) {
      open.decrementAndGet();
    }

    @Override
    public void onStreamHalfClosed(Http2Stream stream) {
      if (stream.state() == Http2Stream.State.HALF_CLOSED_LOCAL && open.get() > most / 2) {
        context.executor().execute(() -> end(stream.id()));
      }
    }

    private void end(int streamId) {
      var unused =
          handler.resetStream(context, streamId, Http2Error.NO_ERROR.code(), context.newPromise());
      context.flush();
    }
  }
}
