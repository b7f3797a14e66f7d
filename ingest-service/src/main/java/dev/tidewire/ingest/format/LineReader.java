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

  private final InputStream body;
  private byte[] buffer;
  private int start;
  private int end;

  /** Where the next line starts. */
  private int next;

  /** The end of the bytes read so far. */
  private int limit;

  /** How far from the start the last line begins that was added to this one. */
  private int extension;

  private boolean tooLong;
  private boolean isCut;
  private boolean hasOddQuotes;
  private boolean finished;
  private int line;

  /** Cuts {@code body}, which the caller closes. */
  public LineReader(InputStream body) {
    this.body = body;
    this.buffer = new byte[FIRST_BUFFER];
  }

  /** Cuts a text. */
  public LineReader(byte[] text) {
    this(text, InputStream.nullInputStream());
    this.finished = true;
  }

  /** Cuts what was read of a body already, whose bytes it may change, and the rest of it. */
  public LineReader(byte[] beginning, InputStream rest) {
    this.body = rest;
    this.buffer = beginning;
    this.limit = beginning.length;
  }

  /** Moves to the next line; false at the end of the body. A final line end opens no line. */
  public boolean next() throws IOException {
    tooLong = false;
    isCut = false;
    hasOddQuotes = false;
    start = next;
    extension = 0;
    return findEnd();
  }

  /**
   * Adds the next line to this one, with the line end between them; false at the end of the body.
   * Where they are too long together, only the next line is kept.
   */
  public boolean extend() throws IOException {
    boolean isLong = tooLong || next - start > MAX_LINE;
    int length = isLong ? 0 : end - start;
    tooLong = false;
    isCut = false;
    hasOddQuotes = false;
    start = isLong ? next : start;
    extension = next - start;
    boolean isThere = findEnd();
    end = isThere ? end : start + length;
    tooLong |= isLong;
    return isThere;
  }

  private boolean findEnd() throws IOException {
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
        return at > start + extension || tooLong ? finish(at) : false;
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

  /** Where the last line that {@link #extend} has added starts in the buffer. */
  public int extension() {
    return start + extension;
  }

  /** Whether the line is longer than what is kept; its content is lost then. */
  public boolean isTooLong() {
    return tooLong;
  }

  /** Whether the beginning of the last line is lost. */
  public boolean isCut() {
    return isCut;
  }

  /** Whether the last line, with what is lost of it, has an odd number of quotes. */
  public boolean hasOddQuotes() {
    boolean isOdd = hasOddQuotes;
    for (int i = start + extension; i < end; i++) {
      isOdd ^= buffer[i] == '"';
    }
    return isOdd;
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
    end = lineEnd > start + extension && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    if (line == 1 && extension == 0 && ByteOrderMark.isAt(buffer, start, end)) {
      start += ByteOrderMark.BYTES;
    }
    tooLong |= end - start > MAX_LINE;
    return true;
  }

  /**
   * Reads more bytes after {@code at}, the end of the buffered ones; returns where that end is now.
   */
  private int more(int at) throws IOException {
    if (at - start > MAX_LINE + AROUND_A_LINE) {
      drop(at);
    }
    int kept = at - start;
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, kept);
      start = 0;
    } else if (kept == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(FIRST_BUFFER, buffer.length * 2));
    }
    int read = body.read(buffer, kept, buffer.length - kept);
    finished = read < 0;
    limit = kept + Math.max(read, 0);
    return kept;
  }

  private void drop(int to) {
    for (int i = start + extension; i < to; i++) {
      hasOddQuotes ^= buffer[i] == '"';
    }
    tooLong = true;
    isCut = true;
    start = to;
    extension = 0;
  }
}
