package dev.tidewire.platform.http;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemJson;
import dev.tidewire.platform.problem.ProblemType;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Answers a request of HTTP/1 whose chunks cannot be decoded, where Vert.x closes the connection
 * without a word. Not when its answer has begun, or when it waits behind another request: an answer
 * would then be taken for that of the other one, and the connection is closed as before.
 */
final class BrokenBodies extends ChannelDuplexHandler {
  /** How long what follows may take to arrive, so that the answer gets through. */
  private static final long LINGER_MILLIS = 1_000;

  private int unanswered;
  private boolean hasBegun;
  private boolean isRefused;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest) {
      unanswered++;
    } else if (message instanceof HttpContent part && part.decoderResult().isFailure()) {
      if (unanswered == 1 && !hasBegun) {
        ReferenceCountUtil.release(message);
        refuse(context);
        return;
      }
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    if (isRefused) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new IllegalStateException("the request was refused"));
      return;
    }
    if (message instanceof HttpResponse response
        && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
      hasBegun = true;
    }
    if (hasBegun && message instanceof LastHttpContent) {
      hasBegun = false;
      unanswered--;
    }
    super.write(context, message, promise);
  }

  private void refuse(ChannelHandlerContext context) {
    isRefused = true;
    Problem problem =
        Problem.of(
            ProblemType.MALFORMED_REQUEST,
            "The chunks of the body are not well-formed (RFC 9112, section 7.1). Mend them and send"
                + " the request again.");
    byte[] body = ProblemJson.render(problem);
    DefaultFullHttpResponse answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(problem.status()),
            Unpooled.wrappedBuffer(body));
    answer
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, ProblemJson.MEDIA_TYPE)
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    var unused = context.writeAndFlush(answer);
    closeLater(context);
  }

  private void closeLater(ChannelHandlerContext context) {
    Callable<Boolean> end =
        () -> {
          close(context, context.newPromise());
          return true;
        };
    var unused = context.executor().schedule(end, LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }
}
