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

  private final InputStream in;
  private final RecordEnds records;
  private final int size;
  private final boolean hasLastLine;
  private long offset;
  private long line;
  private boolean isLeftOut;

  /**
   * Begins with the first line.
   *
   * @param size in bytes, from which on a piece ends with its record
   * @param hasLastLine whether a last line without its end is a record, or is left out because the
   *     rest of it may be written yet
   */
  Pieces(Path file, RecordEnds records, int size, boolean hasLastLine) throws IOException {
    this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    this.records = records;
    this.size = size;
    this.hasLastLine = hasLastLine;
  }

  /** Whether a last line was left out. */
  boolean isLeftOut() {
    return isLeftOut;
  }

  /**
   * Some records.
   *
   * @param lines before the piece
   * @param end in the file, behind its last whole line
   * @param endLine how many lines end before that
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Piece(byte[] bytes, long lines, long end, long endLine) {}

  /** The first lines, whatever they hold. */
  byte[] head(long lines) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (line < lines) {
      int b = in.read();
      if (b < 0) {
        break;
      }
      head.write(b);
      offset++;
      line += b == '\n' ? 1 : 0;
    }
    return head.toByteArray();
  }

  /** Goes on at an offset, before which so many lines end. */
  void skipTo(long newOffset, long newLine) throws IOException {
    in.skipNBytes(newOffset - offset);
    offset = newOffset;
    line = newLine;
  }

  /** The next records, or none at the end of the file. */
  Optional<Piece> next() throws IOException, ImportException {
    long first = line;
    long end = offset;
    long endLine = line;
    int whole = 0;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(size + (size >> 2));
    for (int b = in.read(); b >= 0; b = in.read()) {
      bytes.write(b);
      offset++;
      line += b == '\n' ? 1 : 0;
      if (records.ends((byte) b)) {
        end = offset;
        endLine = line;
        whole = bytes.size();
        if (bytes.size() >= size) {
          break;
        }
      }
      if (bytes.size() > MOST) {
        throw new ImportException(
            "A quote that opens behind line %d is not closed within %d MiB; correct it and start again."
                .formatted(endLine, MOST >> 20));
      }
    }
    isLeftOut |= !hasLastLine && whole < bytes.size();
    byte[] sent = isLeftOut ? Arrays.copyOf(bytes.toByteArray(), whole) : bytes.toByteArray();
    return sent.length == 0 ? Optional.empty() : Optional.of(new Piece(sent, first, end, endLine));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
