package dev.tidewire.local.importer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Imports one file. */
final class FileImport {
  private static final int PIECE_BYTES = 1 << 20;
  private static final int SAMPLE_BYTES = 1 << 18;

  private final Path file;
  private final Options options;
  private final Ingest ingest;
  private final Report report;

  FileImport(Path file, Options options, Ingest ingest, PrintStream out) {
    this.file = file;
    this.options = options;
    this.ingest = ingest;
    this.report = new Report(file, out);
  }

  /** Returns whether every line was taken, now and before. */
  boolean run() throws ImportException, IOException, InterruptedException {
    Answer sample = sample();
    report.shows(sample);
    if (options.isDryRun()) {
      report.errors(sample, 0, 0);
      return sample.rejected() == 0;
    }
    Map<String, String> parameters = fixed(sample);
    String query = Ingest.query(parameters);
    Bookmark done = Bookmark.read(file, query).orElse(Bookmark.none(query));
    report.begins(done, Files.size(file));
    RecordEnds records = new RecordEnds(delimiters(parameters), comment(parameters, sample));
    try (Pieces pieces = new Pieces(file, records, PIECE_BYTES, options.hasLastLine())) {
      byte[] head = pieces.head(sample.headLines());
      if (done.offset() > 0) {
        pieces.skipTo(done.offset(), done.lines());
      }
      done = send(pieces, head, sample.headLines(), done);
      if (pieces.isLeftOut()) {
        report.leftOut(done);
      }
      report.ends(done);
      return done.rejected() == 0 && !pieces.isLeftOut();
    }
  }

  /**
   * Sends all pieces. One with an hour that clocks showed twice is sent again with that which
   * follows, now or when it has been added to the file, because only the order within one request
   * tells such times apart.
   */
  private Bookmark send(Pieces pieces, byte[] head, long headLines, Bookmark before)
      throws ImportException, IOException, InterruptedException {
    Bookmark done = before;
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    long linesBefore = 0;
    Optional<Pieces.Piece> piece = pieces.next();
    while (piece.isPresent()) {
      if (body.size() == 0) {
        body.writeBytes(head);
        linesBefore = piece.get().lines();
      }
      body.writeBytes(piece.get().bytes());
      Answer answer = post(done.query(), body, headLines, linesBefore);
      Optional<Pieces.Piece> next = pieces.next();
      if (answer.hasDoubledHour() && next.isPresent()) {
        assertNotTooLong(body, linesBefore);
        piece = next;
        continue;
      }
      report.answered(answer, headLines, linesBefore);
      Bookmark kept = done;
      done = done.after(answer, piece.get().end(), piece.get().endLine(), file);
      report.progress(done);
      if (answer.hasDoubledHour()) {
        report.goesBack(kept);
      } else {
        done.write(file);
      }
      body.reset();
      piece = next;
    }
    return done;
  }

  private void assertNotTooLong(ByteArrayOutputStream body, long linesBefore)
      throws ImportException {
    if (body.size() >= Pieces.MOST) {
      throw new ImportException(
          "%s stopped behind line %d: the hour that clocks showed twice is longer than %d MiB there, so that the order of its lines cannot be told in one request. Write its times with their offsets."
              .formatted(file, linesBefore, Pieces.MOST >> 20));
    }
  }

  private Answer post(String query, ByteArrayOutputStream body, long headLines, long linesBefore)
      throws ImportException, InterruptedException {
    Answer answer = ingest.post(query, body.toByteArray());
    if (answer.isDone()) {
      return answer;
    }
    report.errors(answer, headLines, linesBefore);
    throw new ImportException(
        "%s stopped behind line %d. %d: %s"
            .formatted(file, linesBefore, answer.status(), answer.detail()));
  }

  /** What ingest would do with the beginning of the file. */
  private Answer sample() throws ImportException, IOException, InterruptedException {
    Map<String, String> parameters = new LinkedHashMap<>(options.parameters());
    parameters.put("dryRun", "true");
    parameters.put("preview", "true");
    RecordEnds records =
        new RecordEnds(delimiters(parameters), parameters.getOrDefault("comment", ""));
    try (Pieces pieces = new Pieces(file, records, SAMPLE_BYTES, true)) {
      byte[] first = pieces.next().map(Pieces.Piece::bytes).orElse(new byte[0]);
      Answer answer = ingest.post(Ingest.query(parameters), first);
      if (answer.status() != 202 && answer.status() != 207) {
        report.errors(answer, 0, 0);
        throw new ImportException(
            "%s: nothing was sent. %d: %s".formatted(file, answer.status(), answer.detail()));
      }
      return answer;
    }
  }

  /** The parameters with what may not be recognised in another way further down. */
  private Map<String, String> fixed(Answer sample) {
    Map<String, String> parameters = new LinkedHashMap<>(options.parameters());
    parameters.putIfAbsent("delimiter", recognised(sample, "delimiter", ","));
    parameters.putIfAbsent("decimal", recognised(sample, "decimal", "."));
    return parameters;
  }

  private static String comment(Map<String, String> parameters, Answer sample) {
    return parameters.getOrDefault("comment", recognised(sample, "comment", ""));
  }

  private static String recognised(Answer sample, String parameter, String otherwise) {
    return sample.recognised().get(parameter) instanceof String value ? value : otherwise;
  }

  /** What may be between fields: while nothing is said, all that ingest recognises. */
  private static String delimiters(Map<String, String> parameters) {
    String delimiter = parameters.getOrDefault("delimiter", ",;\t|");
    return delimiter.equals("tab") ? "\t" : delimiter;
  }
}
