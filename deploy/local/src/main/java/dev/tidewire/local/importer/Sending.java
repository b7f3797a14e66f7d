package dev.tidewire.local.importer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Sends the records of a file, and writes down what is done.
 *
 * <p>In an hour that clocks showed twice, only the order within one request tells which time is
 * meant. So all pieces with such times are sent in one request, and with the piece before them,
 * which tells whether times go upwards or downwards. A dry run of each piece finds them before
 * anything of them is sent.
 */
final class Sending {
  private final Path file;
  private final Ingest ingest;
  private final Report report;
  private final Head head;
  private final boolean hasDoubledHours;

  /** The records of the next request, and the lines before them. */
  private final ByteArrayOutputStream records = new ByteArrayOutputStream();

  private long linesBefore;

  /**
   * What each request begins with.
   *
   * @param lines of it
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Head(byte[] bytes, long lines) {}

  /**
   * Begins to send.
   *
   * @param hasDoubledHours whether times may be local ones of a zone whose clocks are put back
   */
  Sending(Path file, Ingest ingest, Report report, Head head, boolean hasDoubledHours) {
    this.file = file;
    this.ingest = ingest;
    this.report = report;
    this.head = head;
    this.hasDoubledHours = hasDoubledHours;
  }

  /** Sends all pieces. What it returns is done, also where the next import sends it again. */
  Bookmark send(Pieces pieces, Prefix prefix, Bookmark before)
      throws ImportException, IOException, InterruptedException {
    Bookmark done = before;
    Optional<Pieces.Piece> last = Optional.empty();
    Optional<Pieces.Piece> next = pieces.next();
    boolean isDoubled = false;
    while (next.isPresent()) {
      isDoubled = hasDoubledHours && hasDoubledHour(next.get(), done.query());
      if (last.isPresent() && !isDoubled) {
        done = sent(last.get(), prefix, done);
        done.write(file);
      }
      take(next.get());
      last = next;
      next = pieces.next();
    }
    return last.isPresent() ? ended(last.get(), isDoubled, prefix, done) : done;
  }

  /**
   * Sends the end. A doubled hour in it may go on, so its beginning is not written down as done.
   */
  private Bookmark ended(Pieces.Piece last, boolean isDoubled, Prefix prefix, Bookmark before)
      throws ImportException, IOException, InterruptedException {
    Bookmark done = sent(last, prefix, before);
    if (isDoubled) {
      report.sendsAgain(linesBefore);
    } else {
      done.write(file);
    }
    return done;
  }

  private void take(Pieces.Piece piece) throws ImportException {
    if (records.size() == 0) {
      linesBefore = piece.lines();
    } else if (records.size() + piece.bytes().length > Pieces.MOST) {
      throw new ImportException(
          ("%s: an hour that clocks showed twice does not fit in one request of %d MiB, so nothing"
                  + " behind line %d was sent. Give its times with their offset, like +01:00.")
              .formatted(file, Pieces.MOST >> 20, linesBefore));
    }
    records.writeBytes(piece.bytes());
  }

  private boolean hasDoubledHour(Pieces.Piece piece, String query)
      throws ImportException, InterruptedException {
    return post(query + "&dryRun=true", piece.bytes(), piece.lines()).hasDoubledHour();
  }

  /** Sends what was taken, up to a piece; what is done then. */
  private Bookmark sent(Pieces.Piece last, Prefix prefix, Bookmark before)
      throws ImportException, InterruptedException {
    byte[] bytes = records.toByteArray();
    Answer answer = post(before.query(), bytes, linesBefore);
    records.reset();
    report.answered(answer, head.lines(), linesBefore);
    prefix.extend(bytes, last.end());
    Bookmark done = before.after(answer, last.end(), last.endLine(), prefix.hex());
    report.progress(done);
    return done;
  }

  private Answer post(String query, byte[] bytes, long before)
      throws ImportException, InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(head.bytes().length + bytes.length);
    body.writeBytes(head.bytes());
    body.writeBytes(bytes);
    Answer answer = ingest.post(query, body.toByteArray());
    if (answer.isDone()) {
      return answer;
    }
    report.errors(answer, head.lines(), before);
    throw new ImportException(
        "%s stopped behind line %d. %d: %s"
            .formatted(
                file,
                records.size() == 0 ? before : linesBefore,
                answer.status(),
                answer.detail()));
  }
}
