package dev.tidewire.platform.http;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Answers a request of HTTP/1 whose chunks cannot be decoded, where Vert.x closes the connection
 * without a word. When the answer has begun or was given, Vert.x closes the connection after it.
 */
final class BrokenBodies extends ChannelDuplexHandler {
  /** How long what follows may take to arrive, so that the answer gets through. */
  private static final long LINGER_MILLIS = 1_000;

  private final Turns turns;
  private boolean isHead;
  private boolean isRefused;

  BrokenBodies(Turns turns) {
    this.turns = turns;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (isRefused) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest request) {
      isHead = request.method().equals(HttpMethod.HEAD);
    } else if (message instanceof HttpContent part && part.decoderResult().isFailure()) {
      if (turns.isUnanswered() && !turns.hasBegun()) {
        ReferenceCountUtil.release(message);
        refuse(context);
        return;
      }
      context.flush();
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    if (isRefused) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new IllegalStateException("the request was refused"));
    } else {
      super.write(context, message, promise);
    }
  }

  private void refuse(ChannelHandlerContext context) {
    isRefused = true;
    Problem problem =
        Problem.of(
            ProblemType.MALFORMED_REQUEST,
            "The chunks of the body are not well-formed (RFC 9112, section 7.1). Correct them and send"
                + " the request again.");
    var unused = context.writeAndFlush(ProblemAnswer.message(problem, isHead, context.channel()));
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
