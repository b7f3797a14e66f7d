package dev.tidewire.platform.http;

import dev.tidewire.platform.problem.Problem;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection of HTTP/1 whose client takes too long to send the head of a request, from the
 * first byte of it. Traffic alone keeps no connection open: a head could come byte by byte.
 */
final class HeadTimeout extends ChannelInboundHandlerAdapter {
  private final Turns turns;
  private final Duration timeout;

  /** Where the answer goes out, so that it is encoded. */
  private final String writer;

  private @Nullable Future<?> end;

  HeadTimeout(Turns turns, Duration timeout, String writer) {
    this.turns = turns;
    this.timeout = timeout;
    this.writer = writer;
  }

  /** The first bytes of the first head have arrived before it. */
  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    await(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    long before = turns.messages();
    context.fireChannelRead(message);
    if (turns.messages() != before || !isExpected()) {
      cancel();
    } else if (end == null) {
      await(context);
    }
  }

  private boolean isExpected() {
    return !turns.isArriving() && !turns.isUnanswered();
  }

  private void await(ChannelHandlerContext context) {
    long before = turns.messages();
    Callable<Boolean> late =
        () -> {
          end = null;
          boolean isLate = turns.messages() == before && isExpected() && !context.isRemoved();
          if (isLate) {
            refuse(context);
          }
          return isLate;
        };
    end = context.executor().schedule(late, timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void refuse(ChannelHandlerContext context) {
    Problem problem =
        Problem.ofStatus(
            HttpResponseStatus.REQUEST_TIMEOUT.code(),
            "The request line and header fields did not arrive within %d seconds. Send them again."
                .formatted(timeout.toSeconds()));
    ChannelHandlerContext out = context.pipeline().context(writer);
    if (out == null) {
      var unused = context.close();
    } else {
      out.writeAndFlush(ProblemAnswer.message(problem, false, context.channel()))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void cancel() {
    if (end != null) {
      end.cancel(false);
      end = null;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancel();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    cancel();
  }
}
