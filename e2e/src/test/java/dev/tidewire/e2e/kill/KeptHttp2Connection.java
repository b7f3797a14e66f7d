package dev.tidewire.e2e.kill;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection of HTTP/2, as frames (RFC 9113), on which one request follows the other. */
final class KeptHttp2Connection implements AutoCloseable {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int TIMEOUT_MILLIS = 10_000;

  /** {@code GET /} by fields of the static table, and an authority (RFC 7541). */
  private static final byte[] REQUEST = {(byte) 0x82, (byte) 0x86, (byte) 0x84, 1, 1, 't'};

  private final Socket socket;
  private final DataOutputStream out;
  private final DataInputStream in;
  private int stream = -1;
  private boolean told;

  KeptHttp2Connection(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    out = new DataOutputStream(socket.getOutputStream());
    in = new DataInputStream(socket.getInputStream());
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    frame(SETTINGS, 0, 0, new byte[0]);
  }

  /** Sends a request and reads until its answer is complete. */
  void ask() throws IOException {
    stream += 2;
    frame(HEADERS, END_STREAM | END_HEADERS, stream, REQUEST);
    boolean complete = false;
    while (!complete) {
      int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int of = in.readInt();
      in.skipNBytes(length);
      told |= type == GOAWAY;
      complete =
          of == stream && (type == DATA || type == HEADERS) && (flags & END_STREAM) == END_STREAM;
    }
  }

  /** Whether the service has said that it takes no more requests on this connection. */
  boolean isTold() {
    return told;
  }

  private void frame(int type, int flags, int of, byte[] payload) throws IOException {
    out.writeShort(payload.length >> 8);
    out.writeByte(payload.length);
    out.writeByte(type);
    out.writeByte(flags);
    out.writeInt(of);
    out.write(payload);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
