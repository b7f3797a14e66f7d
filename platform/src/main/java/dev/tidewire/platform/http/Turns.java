package dev.tidewire.platform.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Knows what has become of the last request of a connection of HTTP/1. Closes the connection when
 * the request has been answered and its body does not end soon.
 */
final class Turns extends ChannelDuplexHandler {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE);

  private final Runnable whenAnswered;
  private long messages;
  private boolean isArriving;
  private boolean isUnanswered;
  private boolean hasBegun;
  private boolean mayChange;
  private @Nullable Future<?> end;

  /**
   * Watches a connection.
   *
   * @param whenAnswered called when an answer has been written
   */
  Turns(Runnable whenAnswered) {
    this.whenAnswered = whenAnswered;
  }

  /** How many messages have been decoded: heads, and parts of bodies. */
  long messages() {
    return messages;
  }

  /** Whether the body of the last request is not complete. */
  boolean isArriving() {
    return isArriving;
  }

  /** Whether the answer of the last request is not complete. */
  boolean isUnanswered() {
    return isUnanswered;
  }

  /** Whether the answer of the last request has begun and is not complete. */
  boolean hasBegun() {
    return hasBegun;
  }

  /** Whether the last request may have changed something (RFC 9110, section 9.2.1). */
  boolean mayChange() {
    return mayChange;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    messages++;
    if (message instanceof HttpRequest request) {
      isArriving = true;
      isUnanswered = true;
      mayChange = !SAFE.contains(request.method());
    }
    if (message instanceof LastHttpContent) {
      isArriving = false;
      keepOpen();
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response
        && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
      hasBegun = true;
    }
    boolean isLast = hasBegun && message instanceof LastHttpContent;
    var unused = context.write(message, promise);
    if (isLast) {
      hasBegun = false;
      isUnanswered = false;
      if (isArriving) {
        closeSoon(context);
      }
      whenAnswered.run();
    }
  }

  private void closeSoon(ChannelHandlerContext context) {
    Callable<Boolean> close = () -> context.close().isDone();
    end = context.executor().schedule(close, RestOfBody.LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void keepOpen() {
    if (end != null) {
      end.cancel(false);
      end = null;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    keepOpen();
    context.fireChannelInactive();
  }
}
