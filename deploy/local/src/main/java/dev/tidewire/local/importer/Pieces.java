package dev.tidewire.local.importer;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Cuts a file into pieces of whole records. */
final class Pieces implements AutoCloseable {
  /** What ingest takes in one request is larger. */
  static final int MOST = 8 << 20;

  private final Path file;
  private final RecordEnds records;
  private InputStream in;
  private int size;
  private final boolean takesLastLine;
  private long offset;
  private long line;
  private boolean isAtEnd;
  private Optional<Rest> rest = Optional.empty();

  /**
   * Begins with the first line.
   *
   * @param size in bytes, from which on a piece ends with its record
   * @param takesLastLine whether what the last line end does not end is a record
   */
  Pieces(Path file, RecordEnds records, int size, boolean takesLastLine) throws IOException {
    this.file = file;
    this.in = open(file);
    this.records = records;
    this.size = size;
    this.takesLastLine = takesLastLine;
  }

  /**
   * The beginning of a record at the end of the file.
   *
   * @param lines before it
   * @param isQuote whether lines end in it, which are in a quote then
   */
  record Rest(long lines, boolean isQuote) {}

  /** The first lines, whatever they hold. */
  byte[] head(long lines) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (line < lines) {
      int b = read();
      if (b < 0) {
        break;
      }
      head.write(b);
    }
    return head.toByteArray();
  }

  /** Goes on at an offset, before which so many lines end. */
  void skipTo(long newOffset, long newLine) throws IOException {
    in.skipNBytes(newOffset - offset);
    offset = newOffset;
    line = newLine;
  }

  /** Goes back to an offset, to cut smaller pieces from there. */
  void backTo(long newOffset, long newLine, int newSize) throws IOException {
    in.close();
    in = open(file);
    records.reset();
    offset = 0;
    isAtEnd = false;
    rest = Optional.empty();
    size = newSize;
    skipTo(newOffset, newLine);
  }

  private static InputStream open(Path file) throws IOException {
    return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }

  /** What no piece has because it may go on, once there are no more pieces. */
  Optional<Rest> rest() {
    return rest;
  }

  /** The next records, or none at the end of the file. */
  Optional<Piece> next() throws IOException, ImportException {
    long first = line;
    long end = offset;
    long endLine = line;
    int whole = 0;
    int count = 0;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(size + (size >> 2));
    for (int b = read(); b >= 0; b = read()) {
      bytes.write(b);
      if (records.ends((byte) b)) {
        end = offset;
        endLine = line;
        whole = bytes.size();
        count++;
        if (whole >= size) {
          break;
        }
      } else if (bytes.size() > MOST) {
        throw openQuote(endLine);
      }
    }
    if (whole < bytes.size() && !takesLastLine) {
      rest = Optional.of(new Rest(endLine, line > endLine));
    }
    byte[] taken = takesLastLine ? bytes.toByteArray() : Arrays.copyOf(bytes.toByteArray(), whole);
    count += taken.length > whole ? 1 : 0;
    return taken.length == 0
        ? Optional.empty()
        : Optional.of(new Piece(taken, count, first, end, endLine));
  }

  /** The next byte, or -1 from the end on that the file had when it was reached first. */
  private int read() throws IOException {
    int b = isAtEnd ? -1 : in.read();
    isAtEnd = b < 0;
    if (b >= 0) {
      offset++;
      line += b == '\n' ? 1 : 0;
    }
    return b;
  }

  private static ImportException openQuote(long line) {
    return new ImportException(
        ("A quote that opens behind line %d is not closed within %d MiB; correct it and start again."
                + " If it is in a comment, say how comments begin: -- 'comment=#'")
            .formatted(line, MOST >> 20));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
