package dev.tidewire.platform.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Decodes the requests of a connection of HTTP/1 one at a time: the next one when the one before is
 * answered and the client has read most of what it was sent. So a client that sends many requests
 * and reads no answers occupies as little as one that sends a single request; Vert.x would take
 * them all and keep their answers.
 *
 * <p>A client that ends its side of the connection gets the answers to the requests that it has
 * sent. It is taken to have gone, so that nothing is read or kept for nobody, when the last one
 * just reads, or when more than 64 KiB of what it has sent are not decoded yet. The connection is
 * closed then, without further answers. A body in many small chunks can be as much: it is decoded
 * at most {@value #MESSAGES_AT_A_TIME} chunks a millisecond.
 */
final class OneAtATime extends ChannelDuplexHandler {
  /** In the pipeline of a connection. */
  static final String NAME = "tidewire-one-at-a-time";

  /**
   * How much a client may send ahead until its connection is read no more. Only a connection that
   * is read tells at once that its client has gone.
   */
  private static final int MAX_AHEAD = 16_384;

  /**
   * How much of a client that sends nothing more may be left to decode. All that it has sent is
   * read at once then, and would be kept for one that has gone.
   */
  private static final int MAX_LEFT = 65_536;

  /** Then other connections of the event loop have their turn. */
  private static final int MESSAGES_AT_A_TIME = 32;

  /** An event loop reads no sockets between tasks that follow each other without a pause. */
  private static final long PAUSE_MILLIS = 1;

  private final ChannelHandlerContext decoder;
  private final Turns turns = new Turns(this::resume);
  private final ArrayDeque<ByteBuf> held = new ArrayDeque<>(1);

  /** What the decoder reads from; it releases a buffer that has been read. */
  private ByteBuf inDecoder = Unpooled.EMPTY_BUFFER;

  /** Whether the decoder may hold another message. */
  private boolean mayHaveMore;

  /** Bytes that have arrived and are perhaps not decoded, here and in the decoder. */
  private long ahead;

  private boolean isDecoding;
  private boolean isReadWanted;

  /** Whether this has stopped the connection from reading by itself. */
  private boolean isStopped;

  private boolean isLettingGo;
  private boolean isScheduled;
  private boolean isInputClosed;

  private OneAtATime(ChannelHandlerContext decoder) {
    this.decoder = decoder;
    ByteToMessageDecoder bytesToMessages = (ByteToMessageDecoder) decoder.handler();
    bytesToMessages.setSingleDecode(true);
    bytesToMessages.setCumulator(this::cumulate);
  }

  /**
   * Stands before the decoder.
   *
   * @return what has to see the requests and responses
   */
  static Turns addTo(ChannelPipeline pipeline, String decoder) {
    OneAtATime handler = new OneAtATime(pipeline.context(decoder));
    pipeline.addBefore(decoder, NAME, handler);
    pipeline.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    return handler.turns;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (decoder.isRemoved()) {
      context.fireChannelRead(message);
      return;
    }
    ByteBuf bytes = (ByteBuf) message;
    ahead += bytes.readableBytes();
    held.add(bytes);
    if (!isScheduled) {
      decode(context);
    }
    if (isFarAhead(context)) {
      stop(context);
    }
  }

  private boolean isFarAhead(ChannelHandlerContext context) {
    return ahead > MAX_AHEAD && (isScheduled || !isOpen(context));
  }

  /**
   * Reads the socket no more. That nobody asks for the next read is not enough: while a connection
   * reads by itself, Netty goes on with what has arrived.
   */
  private void stop(ChannelHandlerContext context) {
    isReadWanted = true;
    if (context.channel().config().isAutoRead()) {
      isStopped = true;
      context.channel().config().setAutoRead(false);
    }
  }

  /** Lets Vert.x have its say again, which stops connections in the same way, before it decodes. */
  private void letGo(ChannelHandlerContext context) {
    if (isStopped) {
      isStopped = false;
      isLettingGo = true;
      context.channel().config().setAutoRead(true);
      isLettingGo = false;
    }
  }

  private void decode(ChannelHandlerContext context) {
    isDecoding = true;
    for (int i = 0; i < MESSAGES_AT_A_TIME && isOpen(context) && hasMore(); i++) {
      decodeNext(context, mayHaveMore ? Unpooled.EMPTY_BUFFER : held.remove());
    }
    isDecoding = false;
    if (!hasMore()) {
      ahead = 0;
    } else if (isOpen(context)) {
      pause(context);
    }
    endIfClosed(context);
  }

  private boolean hasMore() {
    return mayHaveMore || !held.isEmpty();
  }

  /** Has the decoder make at most one message, which is at most one request. */
  private void decodeNext(ChannelHandlerContext context, ByteBuf bytes) {
    long before = turns.messages();
    context.fireChannelRead(bytes);
    boolean isRead = inDecoder.refCnt() == 0 || !inDecoder.isReadable();
    mayHaveMore = turns.messages() > before && !isRead;
  }

  private ByteBuf cumulate(ByteBufAllocator allocator, ByteBuf unread, ByteBuf more) {
    inDecoder = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, unread, more);
    return inDecoder;
  }

  /** A new request may begin, or the one that has begun goes on. */
  private boolean isOpen(ChannelHandlerContext context) {
    return !context.isRemoved()
        && (turns.isArriving() || !turns.isUnanswered() && context.channel().isWritable());
  }

  @Override
  public void read(ChannelHandlerContext context) {
    if (isLettingGo) {
      isReadWanted = true;
    } else if (isFarAhead(context)) {
      stop(context);
    } else {
      context.read();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    resume();
    context.fireChannelWritabilityChanged();
  }

  private void pause(ChannelHandlerContext context) {
    isScheduled = true;
    Callable<Boolean> next =
        () -> {
          goOn();
          return true;
        };
    var unused = context.executor().schedule(next, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Later, because the caller is in the middle of something, such as writing the answer. */
  private void resume() {
    if (!isDecoding && !isScheduled && (ahead > 0 || isReadWanted || isInputClosed)) {
      isScheduled = true;
      decoder.executor().execute(this::goOn);
    }
  }

  private void goOn() {
    isScheduled = false;
    ChannelHandlerContext context = decoder.pipeline().context(this);
    if (context == null) {
      return;
    }
    letGo(context);
    decode(context);
    context.fireChannelReadComplete();
    if (isReadWanted && context.channel().config().isAutoRead()) {
      isReadWanted = false;
      read(context);
    }
  }

  /** The decoder must not see it: it would decode at once all that it has. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent && !decoder.isRemoved()) {
      isInputClosed = true;
      if (ahead > MAX_LEFT) {
        var unused = context.close();
      } else {
        endIfClosed(context);
      }
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  /** Closes the connection when no request of a client that sends nothing more is left. */
  private void endIfClosed(ChannelHandlerContext context) {
    boolean isLeft = hasMore() || isScheduled || isDecoding;
    if (!isInputClosed || isLeft) {
      return;
    }
    if (!turns.isUnanswered()) {
      context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    } else if (turns.isArriving() || !turns.mayChange()) {
      var unused = context.close();
    }
  }

  /** Nobody may send ahead of the answer to a request for another protocol. */
  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    held.forEach(ByteBuf::release);
    held.clear();
  }
}
