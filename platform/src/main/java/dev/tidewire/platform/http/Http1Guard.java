package dev.tidewire.platform.http;

import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.PercentText;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.util.ReferenceCountUtil;

/** Sends what cannot be routed to its refusal, on a connection of HTTP/1. */
final class Http1Guard extends ChannelInboundHandlerAdapter {
  private final HeaderLimits limits;
  private final OpenStreams streams;

  /**
   * A guard.
   *
   * @param limits of the requests after an upgrade to HTTP/2
   * @param streams those of all connections, for the same case
   */
  Http1Guard(HeaderLimits limits, OpenStreams streams) {
    this.limits = limits;
    this.streams = streams;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof HttpRequest request)) {
      context.fireChannelRead(message);
      return;
    }
    request.setUri(PercentText.encodeRaw(request.uri()));
    ProblemType refusal = UnroutableRequest.refusal(request);
    if (refusal == null) {
      H2cUpgrade.ignoreUnlessPlain(request);
      context.fireChannelRead(request);
      return;
    }
    boolean isDecoded = request.decoderResult().isSuccess();
    context.fireChannelRead(refused(request, refusal));
    if (!isDecoded) {
      // What follows on the connection is no request: the decoder has given up.
      ReferenceCountUtil.release(message);
      context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  /** After an upgrade the connection is one of HTTP/2. */
  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    Http2ConnectionHandler http2 = context.pipeline().get(Http2ConnectionHandler.class);
    if (http2 != null) {
      Http2Guard.addTo(context.pipeline().context(http2), limits, streams);
    }
  }

  private static HttpRequest refused(HttpRequest request, ProblemType refusal) {
    HttpRequest refused =
        new DefaultHttpRequest(
            HttpVersion.HTTP_1_1, request.method(), UnroutableRequest.path(refusal));
    refused.headers().set(HttpHeaderNames.HOST, "refused");
    refused.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    return refused;
  }
}
