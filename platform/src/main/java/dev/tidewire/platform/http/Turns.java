package dev.tidewire.platform.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/** Knows what has become of the last request of a connection of HTTP/1. */
final class Turns extends ChannelDuplexHandler {
  private final Runnable whenAnswered;
  private long messages;
  private boolean isArriving;
  private boolean isUnanswered;
  private boolean hasBegun;

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

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    messages++;
    if (message instanceof HttpRequest) {
      isArriving = true;
      isUnanswered = true;
    }
    if (message instanceof LastHttpContent) {
      isArriving = false;
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
      whenAnswered.run();
    }
  }
}
