package dev.tidewire.platform.http;

import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.PercentText;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpScheme;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import org.jspecify.annotations.Nullable;

/**
 * Sends what cannot be routed to its refusal, on a connection of HTTP/2. What breaks the protocol
 * itself is answered by Netty with a reset. So are header fields larger than the announced {@code
 * SETTINGS_MAX_HEADER_LIST_SIZE}, or with 431 and no body; the limits here are lower. Refuses
 * streams of which there are too many.
 */
final class Http2Guard extends Http2FrameListenerDecorator {
  private final Http2ConnectionHandler connection;
  private final HeaderLimits limits;
  private final OpenStreams.OfConnection streams;

  private Http2Guard(
      Http2ConnectionHandler connection,
      HeaderLimits limits,
      OpenStreams.OfConnection streams,
      Http2FrameListener listener) {
    super(listener);
    this.connection = connection;
    this.limits = limits;
    this.streams = streams;
  }

  /** Guards a connection from now on. */
  static void addTo(ChannelHandlerContext handler, HeaderLimits limits, OpenStreams open) {
    Http2ConnectionHandler connection = (Http2ConnectionHandler) handler.handler();
    addTo(connection, limits, open.watch(handler));
    MalformedHeads.addTo(handler);
  }

  private static void addTo(
      Http2ConnectionHandler connection, HeaderLimits limits, OpenStreams.OfConnection streams) {
    Http2FrameListener listener = connection.decoder().frameListener();
    if (!(listener instanceof Http2Guard)) {
      connection.decoder().frameListener(new Http2Guard(connection, limits, streams, listener));
    }
  }

  /** The first settings have Vert.x exchange its listener. */
  @Override
  public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings)
      throws Http2Exception {
    super.onSettingsRead(context, settings);
    addTo(connection, limits, streams);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext context,
      int streamId,
      Http2Headers headers,
      int padding,
      boolean endOfStream)
      throws Http2Exception {
    streams.check(streamId);
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
    streams.check(streamId);
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

  private Http2Headers routable(Http2Headers headers) {
    if (isTunnel(headers)) {
      return headers.method(HttpMethod.GET.name()).scheme(HttpScheme.HTTP.name()).path("/");
    }
    CharSequence path = headers.path();
    if (path == null) {
      return headers;
    }
    String encoded = PercentText.encodeRaw(path);
    ProblemType refusal = limits.refusal(headers);
    if (!isMethod(headers.method())) {
      headers.method(HttpMethod.GET.name());
      refusal = ProblemType.MALFORMED_REQUEST;
    } else if (refusal == null && !UnroutableRequest.isUri(encoded)) {
      refusal = ProblemType.MALFORMED_REQUEST;
    }
    return headers.path(refusal == null ? encoded : UnroutableRequest.path(refusal));
  }

  /** CONNECT has no path (RFC 9113, section 8.5). Vert.x would answer without a body. */
  private static boolean isTunnel(Http2Headers headers) {
    CharSequence method = headers.method();
    return headers.path() == null
        && method != null
        && HttpMethod.CONNECT.asciiName().contentEquals(method);
  }

  /**
   * With no token Vert.x fails, and the whole connection; without a method it resets the stream.
   */
  private static boolean isMethod(@Nullable CharSequence method) {
    try {
      return method == null || HttpMethod.valueOf(method.toString()) != null;
    } catch (IllegalArgumentException noToken) {
      return false;
    }
  }
}
