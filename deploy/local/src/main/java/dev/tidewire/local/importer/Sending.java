package dev.tidewire.local.importer;

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
 *
 * <p>Where ingest refuses a request as too large, it begins again behind what is done, with smaller
 * pieces.
 */
final class Sending {
  private final Path file;
  private final Ingest ingest;
  private final Report report;
  private final Progress progress;
  private final Head head;
  private final PieceSize size;
  private final boolean hasDoubledHours;
  private final NextRequest request;
  private Bookmark done;
  private Bookmark written;

  /**
   * Begins to send.
   *
   * @param hasDoubledHours whether times may be local ones of a zone whose clocks are put back
   * @param done what earlier imports have sent
   */
  Sending(
      Path file,
      Ingest ingest,
      Report report,
      Progress progress,
      Head head,
      PieceSize size,
      boolean hasDoubledHours,
      Bookmark done) {
    this.file = file;
    this.ingest = ingest;
    this.report = report;
    this.progress = progress;
    this.head = head;
    this.size = size;
    this.hasDoubledHours = hasDoubledHours;
    this.done = done;
    this.written = done;
    this.request = new NextRequest(file, size);
  }

  /** Sends all pieces. What it returns is done, also where the next import sends it again. */
  Bookmark send(Pieces pieces, Prefix prefix)
      throws ImportException, IOException, InterruptedException {
    while (!isAllSent(pieces, prefix)) {
      boolean isBegun = done.offset() > 0;
      pieces.backTo(
          isBegun ? done.offset() : head.bytes().length,
          isBegun ? done.lines() : head.lines(),
          size.bytes());
    }
    if (written.rejected() > 0) {
      written.ended().write(file);
    }
    return done;
  }

  /** Sends pieces until there are no more, or what is not done needs smaller ones. */
  private boolean isAllSent(Pieces pieces, Prefix prefix)
      throws ImportException, IOException, InterruptedException {
    Optional<Piece> last = Optional.empty();
    Optional<Piece> next = pieces.next();
    boolean isDoubled = false;
    while (next.isPresent()) {
      Optional<Answer> found = found(next.get());
      if (found.isEmpty()) {
        return false;
      }
      isDoubled = found.get().hasDoubledHour();
      if (last.isPresent() && !isDoubled && !isSent(last.get(), true, prefix)) {
        return false;
      }
      request.take(next.get());
      last = next;
      next = pieces.next();
    }
    return last.isEmpty() || isSent(last.get(), !isDoubled, prefix);
  }

  /** What a dry run of a piece finds, or nothing where the piece must be smaller. */
  private Optional<Answer> found(Piece piece) throws ImportException, InterruptedException {
    if (!hasDoubledHours) {
      return Optional.of(Answer.NOTHING);
    }
    Answer answer = post(done.query() + "&dryRun=true", piece.bytes(), piece.lines());
    if (answer.isTooLarge()) {
      request.clear();
      request.take(piece);
      shrink(answer);
      return Optional.empty();
    }
    return Optional.of(answer);
  }

  /**
   * Sends what was taken, up to a piece.
   *
   * @param isWritten whether it is written down as done: not where a doubled hour at the end of the
   *     file may go on
   * @return whether it was small enough
   */
  private boolean isSent(Piece last, boolean isWritten, Prefix prefix)
      throws ImportException, IOException, InterruptedException {
    byte[] bytes = request.bytes();
    Answer answer = post(done.query(), bytes, request.linesBefore());
    if (answer.isTooLarge()) {
      shrink(answer);
      return false;
    }
    request.clear();
    report.answered(answer, head.lines(), request.linesBefore());
    prefix.extend(bytes, last.end());
    done = done.after(answer, last.end(), last.endLine(), prefix.hex());
    report.progress(progress.at(done));
    if (isWritten) {
      written = done;
      written.write(file);
    } else {
      report.sendsAgain(request.linesBefore());
    }
    return true;
  }

  private void shrink(Answer refusal) throws ImportException {
    request.shrink(refusal);
    report.sendsLess(refusal);
  }

  private Answer post(String query, byte[] bytes, long before)
      throws ImportException, InterruptedException {
    Answer answer = ingest.post(query, head.before(bytes));
    if (answer.isDone() || answer.isTooLarge()) {
      return answer;
    }
    report.errors(answer, head.lines(), before);
    throw new ImportException(
        "%s stopped behind line %d. %d: %s"
            .formatted(
                file,
                request.isEmpty() ? before : request.linesBefore(),
                answer.status(),
                answer.detail()));
  }
}
