package dev.tidewire.e2e.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.stream.Stream;

/** Frames of HTTP/2 that no client should send, on connections that begin with HTTP/2. */
final class Http2Frames {
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int PRIORITY = 2;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int PUSH = 5;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int WINDOW = 8;
  private static final int CONTINUATION = 9;
  private static final int END_STREAM = 1;
  private static final int END = 5;

  private final Secured secured;

  Http2Frames(Secured secured) {
    this.secured = secured;
  }

  Stream<Hostile> all() {
    return secured.services().stream()
        .flatMap(
            service ->
                Stream.concat(heads(), frames())
                    .map(
                        frames ->
                            Hostile.raw(
                                "HTTP/2", service, PREFACE + frame(SETTINGS, 0, 0, "") + frames)));
  }

  private static Stream<String> heads() {
    String target = field(":path", "/v1/sensors/paris/secret");
    String get = field(":method", "GET") + field(":scheme", "http") + field(":authority", "a");
    String head = get + target;
    return Stream.of(
            head + field("Authorization", "a"),
            head + field("connection", "close"),
            head + field("transfer-encoding", "chunked"),
            head + field("upgrade", "h2c"),
            head + field("keep-alive", "1"),
            head + field("proxy-connection", "close"),
            head + field("te", "gzip"),
            head + field("host", "b"),
            head + field("a b", "c"),
            head + field("a\r\nb", "c"),
            head + field("a", "c\r\nb: d"),
            head + field("a", "c\u0000"),
            head + field("", "a"),
            head + field(":path", "/"),
            head + field(":status", "200"),
            head + field(":nonsense", "1"),
            head + field("content-length", "5"),
            head + field("content-length", "-1"),
            head + field("content-length", "1") + field("content-length", "2"),
            field("a", "b") + head,
            get,
            target,
            get + field(":path", ""),
            get + field(":path", "v1"),
            get + field(":path", "*"),
            get + field(":path", "/v1/\r\nx"),
            field(":method", "") + field(":scheme", "http") + target,
            field(":method", "G T") + field(":scheme", "http") + target,
            field(":method", "GET") + field(":scheme", "") + target,
            "\u00ff\u00ff\u00ff\u00ff\u00ff",
            "\u0082\u00ff",
            "\u003f\u00ff\u00ff\u00ff\u007f",
            head + field("a", "x".repeat(60)).repeat(1_000),
            head + field("cookie", "a=b").repeat(1_000))
        .map(fields -> frame(HEADERS, END, 1, fields));
  }

  private static Stream<String> frames() {
    String head =
        field(":method", "POST") + field(":scheme", "http") + field(":path", "/v1/readings");
    return Stream.of(
        frame(HEADERS, END, 0, head),
        frame(HEADERS, END, 2, head),
        frame(HEADERS, END, 3, head) + frame(HEADERS, END, 1, head),
        frame(HEADERS, END, 1, head) + frame(DATA, END_STREAM, 1, "{}"),
        frame(HEADERS, 4, 1, head + field("content-length", "1")) + frame(DATA, 1, 1, "{}"),
        frame(HEADERS, 4, 1, head + field("content-length", "9")) + frame(DATA, 1, 1, "{}"),
        frame(HEADERS, 4 + 8, 1, "\u00ff" + head),
        frame(DATA, END_STREAM, 1, "{}"),
        frame(DATA, 0, 0, "{}"),
        frame(CONTINUATION, 4, 1, head),
        frame(HEADERS, 0, 1, head) + frame(CONTINUATION, 0, 1, "").repeat(5_000),
        frame(HEADERS, 0, 1, head) + frame(CONTINUATION, 0, 1, field("a", "b")).repeat(5_000),
        frame(HEADERS, 0, 1, head) + frame(PING, 0, 0, "12345678"),
        frame(PRIORITY, 0, 1, "abc"),
        frame(PRIORITY, 0, 1, "\u0000\u0000\u0000\u0001a"),
        frame(RESET, 0, 1, "1234"),
        frame(RESET, 0, 0, "1234"),
        floods(
            i -> frame(HEADERS, 4, 2 * i + 1, head) + frame(RESET, 0, 2 * i + 1, "\0\0\0\u0008")),
        frame(SETTINGS, 0, 1, ""),
        frame(SETTINGS, 0, 0, "12345"),
        frame(SETTINGS, 0, 0, "\u0000\u0004\u00ff\u00ff\u00ff\u00ff"),
        frame(SETTINGS, 0, 0, "\u0000\u0005\u0000\u0000\u0000\u0001"),
        frame(SETTINGS, 0, 0, "\u0000\u0001\u00ff\u00ff\u00ff\u00ff"),
        frame(SETTINGS, 0, 0, "").repeat(10_000),
        frame(PING, 0, 0, "12345678").repeat(10_000),
        frame(PING, 0, 1, "12345678"),
        frame(PING, 0, 0, "1"),
        frame(PUSH, 4, 1, "\0\0\0\u0002"),
        frame(GOAWAY, 0, 0, "\0\0\0\u0000\0\0\0\u0000"),
        frame(GOAWAY, 0, 0, ""),
        frame(WINDOW, 0, 0, "\0\0\0\0"),
        frame(WINDOW, 0, 0, "\u007f\u00ff\u00ff\u00ff").repeat(2),
        frame(WINDOW, 0, 1, "\0\0\0\u0001"),
        frame(99, 0, 0, "x"),
        "\u00ff\u00ff\u00ff\u0000\u0000\u0000\u0000\u0000\u0001",
        "GET / HTTP/1.1\r\n\r\n");
  }

  private static String floods(java.util.function.IntFunction<String> frames) {
    return java.util.stream.IntStream.range(0, 3_000)
        .mapToObj(frames)
        .collect(java.util.stream.Collectors.joining());
  }

  private static String frame(int type, int flags, int stream, String payload) {
    return number(payload.length(), 3) + (char) type + (char) flags + number(stream, 4) + payload;
  }

  /** A field that no table holds (RFC 7541, section 6.2.2). */
  private static String field(String name, String value) {
    return "\0" + (char) name.length() + name + (char) value.length() + value;
  }

  private static String number(int value, int bytes) {
    StringBuilder text = new StringBuilder();
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      text.append((char) (value >> shift & 0xff));
    }
    return text.toString();
  }

  /** Whether an answer has a head with this status, in the notation of the static table. */
  static boolean hasInternalError(String answer) {
    byte[] bytes = answer.getBytes(ISO_8859_1);
    for (int at = 0; at + 9 < bytes.length; ) {
      int length = (bytes[at] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | bytes[at + 2] & 0xff;
      if (bytes[at + 3] == HEADERS && bytes[at + 9] == (byte) 0x8e) {
        return true;
      }
      at += 9 + length;
    }
    return false;
  }
}
