package dev.tidewire.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads HTTP/1.1 responses one after another from a connection, as the servers here send them: with
 * a Content-Length, in chunks without trailers, or without a body as 204. The buffer is reused. Not
 * thread-safe.
 */
final class ResponseReader {
  /** More than any server here sends, so that a wrong length does not fill the memory. */
  private static final int TOO_LONG = 16 << 20;

  /** Needs not tell where its body ends, as it has none. */
  private static final int NO_CONTENT = 204;

  private static final String PROTOCOL = "HTTP/1.1 ";
  private static final String CONTENT_LENGTH = "content-length:";
  private static final String TRANSFER_ENCODING = "transfer-encoding:";

  private final InputStream in;
  private byte[] buffer = new byte[64 << 10];
  private int filled;
  private int next;
  private int bodyStart;
  private int bodyEnd;

  ResponseReader(InputStream in) {
    this.in = in;
  }

  /**
   * Reads a response to its end and returns its status.
   *
   * @throws IOException also when it is no such response; then the connection is of no use any more
   */
  int read() throws IOException {
    filled -= next;
    System.arraycopy(buffer, next, buffer, 0, filled);
    next = 0;
    String line = line();
    if (!line.startsWith(PROTOCOL)) {
      throw new IOException("not a response of HTTP/1.1: " + line);
    }
    String framing = framing();
    int status = number(line.substring(PROTOCOL.length()).split(" ", 2)[0], 10);
    bodyStart = next;
    bodyEnd = next;
    if (startsWith(framing, CONTENT_LENGTH)) {
      addToBody(number(framing.substring(CONTENT_LENGTH.length()), 10));
    } else if (startsWith(framing, TRANSFER_ENCODING)) {
      addChunks();
    } else if (status != NO_CONTENT) {
      throw new IOException("neither a Content-Length nor chunks after: " + line);
    }
    return status;
  }

  /** The body of the last response. */
  String body() {
    return new String(buffer, bodyStart, bodyEnd - bodyStart, StandardCharsets.UTF_8);
  }

  /** Reads the rest of the head, and returns the field that tells where the body ends. */
  private String framing() throws IOException {
    String framing = "";
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (startsWith(line, TRANSFER_ENCODING) || startsWith(line, CONTENT_LENGTH)) {
        framing = line;
      }
    }
    return framing;
  }

  private static boolean startsWith(String line, String lowerCase) {
    return line.regionMatches(true, 0, lowerCase, 0, lowerCase.length());
  }

  private void addChunks() throws IOException {
    int size;
    do {
      size = number(line().split(";", 2)[0], 16);
      addToBody(size);
      if (!line().isEmpty()) {
        throw new IOException("more in a chunk than its %d bytes".formatted(size));
      }
    } while (size > 0);
  }

  private void addToBody(int size) throws IOException {
    await(next + size);
    System.arraycopy(buffer, next, buffer, bodyEnd, size);
    bodyEnd += size;
    next += size;
  }

  private String line() throws IOException {
    int end = next;
    for (await(end + 1); buffer[end] != '\n'; await(end + 1)) {
      end++;
    }
    String line = new String(buffer, next, end - next, StandardCharsets.ISO_8859_1).stripTrailing();
    next = end + 1;
    return line;
  }

  private void await(int end) throws IOException {
    if (end > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(end, 2 * buffer.length));
    }
    while (filled < end) {
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        throw new EOFException("closed after %d bytes of a response".formatted(filled));
      }
      filled += read;
    }
  }

  private static int number(String digits, int radix) throws IOException {
    try {
      return Objects.checkIndex(Integer.parseInt(digits.strip(), radix), TOO_LONG);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IOException("not a number, or one too large, in a response: " + digits, e);
    }
  }
}
