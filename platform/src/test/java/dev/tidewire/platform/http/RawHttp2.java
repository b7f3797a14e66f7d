package dev.tidewire.platform.http;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection of HTTP/2 that sends what no client would (RFC 9113, RFC 7541). */
public final class RawHttp2 implements AutoCloseable {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int END_OF_STREAM = 1;
  private static final int END_OF_HEADERS = 4;
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Socket socket;
  private final DataOutputStream out;

  /** Connects and sends the preface. */
  public RawHttp2(URI service) throws IOException {
    socket = new Socket(service.getHost(), service.getPort());
    socket.setSoTimeout(TIMEOUT_MILLIS);
    out = new DataOutputStream(socket.getOutputStream());
    out.write(PREFACE);
    frame(SETTINGS, 0, 0, new byte[0]);
  }

  /** From now on, takes no byte of any body. */
  public void readNoBodies() throws IOException {
    frame(SETTINGS, 0, 0, new byte[] {0, INITIAL_WINDOW_SIZE, 0, 0, 0, 0});
  }

  /** Asks for a short path. */
  public void get(int stream, String path) throws IOException {
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    fields.write(0x82); // :method: GET
    fields.write(0x86); // :scheme: http
    literal(fields, 4, path);
    literal(fields, 1, "test");
    frame(HEADERS, END_OF_STREAM | END_OF_HEADERS, stream, fields.toByteArray());
  }

  /** Sends JSON. */
  public void post(int stream, String path, String json) throws IOException {
    head(stream, path);
    frame(DATA, END_OF_STREAM, stream, json.getBytes(StandardCharsets.UTF_8));
  }

  /** Announces JSON. */
  public void head(int stream, String path) throws IOException {
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    fields.write(0x83); // :method: POST
    fields.write(0x86); // :scheme: http
    literal(fields, 4, path);
    literal(fields, 1, "test");
    fields.write(0x0f); // content-type is 31st in the static table
    fields.write(31 - 15);
    fields.write("application/json".length());
    fields.writeBytes("application/json".getBytes(StandardCharsets.US_ASCII));
    frame(HEADERS, END_OF_HEADERS, stream, fields.toByteArray());
  }

  /** Posts with a field whose name no request may have. */
  void postMalformed(int stream, String body) throws IOException {
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    fields.write(0x83); // :method: POST
    fields.write(0x86); // :scheme: http
    fields.write(0x84); // :path: /
    fields.write(0); // a literal name, here in upper case
    fields.write(1);
    fields.write('A');
    fields.write(0);
    frame(HEADERS, END_OF_HEADERS, stream, fields.toByteArray());
    frame(DATA, END_OF_STREAM, stream, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Asks for {@code /} with any method. */
  void ask(int stream, String method) throws IOException {
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    literal(fields, 2, method);
    fields.write(0x86); // :scheme: http
    fields.write(0x84); // :path: /
    literal(fields, 1, "test");
    frame(HEADERS, END_OF_STREAM | END_OF_HEADERS, stream, fields.toByteArray());
  }

  /** All that comes until {@code text} has come; fails when the connection ends before. */
  public String readUntil(String text) throws IOException {
    StringBuilder all = new StringBuilder();
    while (all.indexOf(text) < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("the connection was closed after: " + all);
      }
      all.append((char) next);
    }
    return all.toString();
  }

  /** A field that is not indexed, with a name of the static table. */
  private static void literal(ByteArrayOutputStream fields, int name, String value) {
    fields.write(name);
    fields.write(value.length());
    fields.writeBytes(value.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    out.writeShort(payload.length >> 8);
    out.writeByte(payload.length);
    out.writeByte(type);
    out.writeByte(flags);
    out.writeInt(stream);
    out.write(payload);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
