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
  private static final int TYPE = 3;
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
        && frame.getByte(frame.readerIndex() + TYPE) == Http2FrameTypes.RST_STREAM) {
      remember(frame.getInt(frame.readerIndex() + STREAM));
    }
    var unused = context.write(message, promise);
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
