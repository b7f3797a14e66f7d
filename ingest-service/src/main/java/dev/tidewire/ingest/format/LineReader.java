package dev.tidewire.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a body into lines without creating an object for each: after {@link #next} the line is in
 * {@link #buffer} from {@link #start} to {@link #end}, without its line end ({@code \n} or {@code
 * \r\n}). A byte order mark at the start of the body is skipped.
 */
public final class LineReader {
  /** The longest line that is kept; for a longer one {@link #isTooLong} is true. */
  public static final int MAX_LINE = 65_536;

  /** What a line may have around it: a byte order mark, and the first byte of its end. */
  private static final int AROUND_A_LINE = 4;

  private static final int FIRST_BUFFER = 8_192;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream body;
  private byte[] buffer = new byte[FIRST_BUFFER];
  private int start;
  private int end;

  /** Where the next line starts. */
  private int next;

  /** The end of the bytes read so far. */
  private int limit;

  private boolean tooLong;
  private boolean finished;
  private int line;

  /** Cuts {@code body}, which the caller closes. */
  public LineReader(InputStream body) {
    this.body = body;
  }

  /** Moves to the next line; false at the end of the body. A final line end opens no line. */
  public boolean next() throws IOException {
    tooLong = false;
    start = next;
    int at = next;
    while (true) {
      while (at < limit && buffer[at] != '\n') {
        at++;
      }
      if (at < limit) {
        next = at + 1;
        return finish(at);
      }
      if (finished) {
        next = at;
        return at > start || tooLong ? finish(at) : false;
      }
      at = more(at);
    }
  }

  /** Holds the line; valid until {@link #next}. */
  public byte[] buffer() {
    return buffer;
  }

  /** Where the line starts in the buffer. */
  public int start() {
    return start;
  }

  /** Where the line ends in the buffer, exclusive. */
  public int end() {
    return end;
  }

  /** Whether the line is longer than what is kept; its content is lost then. */
  public boolean isTooLong() {
    return tooLong;
  }

  /** The number of the current line, from 1. */
  public int line() {
    return line;
  }

  /** Whether the line holds nothing but spaces and tabs. */
  public boolean isBlank() {
    for (int i = start; i < end; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t') {
        return false;
      }
    }
    return !tooLong;
  }

  private boolean finish(int lineEnd) {
    line++;
    end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    if (line == 1 && startsWithByteOrderMark()) {
      start += BYTE_ORDER_MARK.length;
    }
    tooLong |= end - start > MAX_LINE;
    return true;
  }

  private boolean startsWithByteOrderMark() {
    return end - start >= BYTE_ORDER_MARK.length
        && Arrays.equals(buffer, start, start + BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, 3);
  }

  /**
   * Reads more bytes after {@code at}, the end of the buffered ones; returns where that end is now.
   */
  private int more(int at) throws IOException {
    if (at - start > MAX_LINE + AROUND_A_LINE) {
      tooLong = true;
      start = at;
    }
    int kept = at - start;
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, kept);
      start = 0;
    } else if (kept == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = body.read(buffer, kept, buffer.length - kept);
    finished = read < 0;
    limit = kept + Math.max(read, 0);
    return kept;
  }
}
