package dev.tidewire.platform.http;

import dev.tidewire.platform.problem.ProblemType;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;

/**
 * Sends what cannot be routed to its refusal, on a connection of HTTP/2. What breaks the protocol
 * itself is answered by Netty with a reset, or with 431 and no body.
 */
final class Http2Guard extends Http2FrameListenerDecorator {
  private final Http2ConnectionHandler connection;

  private Http2Guard(Http2ConnectionHandler connection, Http2FrameListener listener) {
    super(listener);
    this.connection = connection;
  }

  static void addTo(Http2ConnectionHandler connection) {
    Http2FrameListener listener = connection.decoder().frameListener();
    if (!(listener instanceof Http2Guard)) {
      connection.decoder().frameListener(new Http2Guard(connection, listener));
    }
  }

  /** The first settings have Vert.x exchange its listener. */
  @Override
  public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings)
      throws Http2Exception {
    super.onSettingsRead(context, settings);
    addTo(connection);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext context,
      int streamId,
      Http2Headers headers,
      int padding,
      boolean endOfStream)
      throws Http2Exception {
    super.onHeadersRead(context, streamId, routable(headers), padding, endOfStream);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext context,
      int streamId,
      Http2Headers headers,
      int dependency,
      short weight,
      boolean isExclusive,
      int padding,
      boolean endOfStream)
      throws Http2Exception {
    super.onHeadersRead(
        context,
        streamId,
        routable(headers),
        dependency,
        weight,
        isExclusive,
        padding,
        endOfStream);
  }

  private static Http2Headers routable(Http2Headers headers) {
    CharSequence path = headers.path();
    return path == null || UnroutableRequest.isUri(path)
        ? headers
        : headers.path(UnroutableRequest.path(ProblemType.MALFORMED_REQUEST));
  }
}
