package dev.tidewire.platform.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameTypes;

/**
 * Has a malformed head cost only its own stream (RFC 9113, section 8.1.1). Netty resets the stream
 * and does not remember it, so that the body that follows would end the whole connection. Nothing
 * but the reset itself tells of it.
 */
final class MalformedHeads extends ChannelOutboundHandlerAdapter {
  private static final int RESET_BYTES = Http2CodecUtil.FRAME_HEADER_LENGTH + Integer.BYTES;

  /** How a reset begins: its length, its type, no flags. */
  private static final long RESET = (long) Integer.BYTES << 16 | Http2FrameTypes.RST_STREAM << 8;

  private static final int STREAM = 5;

  private final Http2Connection connection;

  private MalformedHeads(Http2Connection connection) {
    this.connection = connection;
  }

  /** Stands where it sees the frames of the handler. */
  static void addTo(ChannelHandlerContext handler) {
    Http2Connection connection = ((Http2ConnectionHandler) handler.handler()).connection();
    handler.pipeline().addBefore(handler.name(), null, new MalformedHeads(connection));
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf frame
        && frame.readableBytes() == RESET_BYTES
        && isReset(frame, frame.readerIndex())) {
      remember(frame.getInt(frame.readerIndex() + STREAM));
    }
    var unused = context.write(message, promise);
  }

  /** Bytes of a body may come in as many and are no frame; by chance they hardly look like one. */
  private static boolean isReset(ByteBuf frame, int at) {
    return (frame.getUnsignedInt(at) << 8 | frame.getUnsignedByte(at + Integer.BYTES)) == RESET;
  }

  private void remember(int stream) {
    if (connection.streamMayHaveExisted(stream)) {
      return;
    }
    try {
      connection.remote().createStream(stream, true).close();
    } catch (Http2Exception tooMany) {
      // Then the connection ends when more follows.
    }
  }
}
