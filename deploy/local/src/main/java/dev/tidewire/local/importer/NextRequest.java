package dev.tidewire.local.importer;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;

/** The pieces of the next request: several where they must not be apart. */
final class NextRequest {
  /** Smaller pieces would leave out no more of what need not be in the request. */
  private static final int MOST_PIECES = 16;

  private final Path file;
  private final PieceSize size;
  private final ByteArrayOutputStream records = new ByteArrayOutputStream();
  private int pieces;
  private boolean isOneRecord;
  private long linesBefore;

  NextRequest(Path file, PieceSize size) {
    this.file = file;
    this.size = size;
  }

  /** How many lines of the file are before it. */
  long linesBefore() {
    return linesBefore;
  }

  boolean isEmpty() {
    return pieces == 0;
  }

  byte[] bytes() {
    return records.toByteArray();
  }

  void clear() {
    records.reset();
    pieces = 0;
  }

  void take(Piece piece) throws ImportException {
    if (isEmpty()) {
      linesBefore = piece.lines();
    } else if (records.size() + piece.bytes().length > Pieces.MOST) {
      throw hour("one request of %d MiB".formatted(Pieces.MOST >> 20), "");
    }
    records.writeBytes(piece.bytes());
    isOneRecord = isEmpty() && piece.records() == 1;
    pieces++;
  }

  /** Makes the size of pieces smaller, where that makes a request smaller that was refused. */
  void shrink(Answer refusal) throws ImportException {
    String reason = " %d: %s".formatted(refusal.status(), refusal.detail());
    if (isOneRecord) {
      throw new ImportException(
          ("%s stopped behind line %d: one record, which begins there, is more than ingest takes in"
                  + " one request.%s Take it out or have the limit raised; the same command goes on"
                  + " from here.")
              .formatted(file, linesBefore, reason));
    }
    if (pieces > 1 && (pieces > MOST_PIECES || size.bytes() == 1)) {
      throw hour("what ingest takes in one request", reason);
    }
    size.halve(records.size());
    clear();
  }

  private ImportException hour(String room, String reason) {
    return new ImportException(
        ("%s: an hour that clocks showed twice does not fit in %s, so nothing behind line %d was"
                + " sent.%s Give its times with their offset, like +01:00.")
            .formatted(file, room, linesBefore, reason));
  }
}
