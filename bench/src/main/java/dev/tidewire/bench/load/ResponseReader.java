package dev.tidewire.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads HTTP/1.1 responses, with a Content-Length or chunked, one after another from a connection.
 * Only as much of the protocol as our own servers speak.
 */
final class ResponseReader {
  private static final byte[] CONTENT_LENGTH = ascii("content-length:");
  private static final byte[] CHUNKED = ascii("transfer-encoding: chunked");

  private final InputStream in;
  private byte[] buffer = new byte[64 * 1024];
  private int filled;
  private int status;
  private int bodyStart;
  private int bodyLength;

  ResponseReader(InputStream in) {
    this.in = in;
  }

  /** Reads the next response to its end and returns its status. */
  int read() throws IOException {
    filled = 0;
    int headEnd = awaitLineEnd(0);
    status = (int) number(9, 12, 10);
    boolean chunked = false;
    bodyLength = 0;
    int line = headEnd;
    for (int end = awaitLineEnd(line); end - line > 2; end = awaitLineEnd(line)) {
      if (startsWith(line, CONTENT_LENGTH)) {
        bodyLength = (int) number(line + CONTENT_LENGTH.length, end - 2, 10);
      }
      chunked |= startsWith(line, CHUNKED);
      line = end;
    }
    bodyStart = line + 2;
    if (chunked) {
      readChunks();
    } else {
      await(bodyStart + bodyLength);
    }
    return status;
  }

  /** The body of the response read last; a chunked one without what frames it. */
  String body() {
    return new String(buffer, bodyStart, bodyLength, StandardCharsets.UTF_8);
  }

  /** Moves the chunks together while they come in. */
  private void readChunks() throws IOException {
    int at = bodyStart;
    while (true) {
      int lineEnd = awaitLineEnd(at);
      int size = (int) number(at, lineEnd - 2, 16);
      await(lineEnd + size + 2);
      if (size == 0) {
        return;
      }
      System.arraycopy(buffer, lineEnd, buffer, bodyStart + bodyLength, size);
      bodyLength += size;
      at = lineEnd + size + 2;
    }
  }

  /** The place after the line that starts at {@code from}. */
  private int awaitLineEnd(int from) throws IOException {
    for (int at = from; ; at++) {
      await(at + 1);
      if (buffer[at] == '\n') {
        return at + 1;
      }
    }
  }

  private void await(int length) throws IOException {
    if (length > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(length, buffer.length * 2));
    }
    while (filled < length) {
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        throw new EOFException("the server closed the connection in the middle of a response");
      }
      filled += read;
    }
  }

  private long number(int from, int to, int radix) {
    return Long.parseLong(
        new String(buffer, from, to - from, StandardCharsets.US_ASCII).strip(), radix);
  }

  private boolean startsWith(int at, byte[] lowerCase) {
    if (filled - at < lowerCase.length) {
      return false;
    }
    for (int i = 0; i < lowerCase.length; i++) {
      byte given = buffer[at + i];
      if ((given >= 'A' && given <= 'Z' ? given + 32 : given) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
