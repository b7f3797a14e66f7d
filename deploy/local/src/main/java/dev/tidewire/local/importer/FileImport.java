package dev.tidewire.local.importer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Imports one file. */
final class FileImport {
  private final Path file;
  private final Options options;
  private final Ingest ingest;
  private final PieceSize size;
  private final Report report;

  FileImport(Path file, Options options, Ingest ingest, PieceSize size, PrintStream out) {
    this.file = file;
    this.options = options;
    this.ingest = ingest;
    this.size = size;
    this.report = new Report(file, out);
  }

  /** Returns what became of the file, now and before. */
  Outcome run() throws ImportException, IOException, InterruptedException {
    if (Files.size(file) == 0) {
      report.isEmpty();
      return Outcome.ALL_TAKEN;
    }
    if (options.isDryRun()) {
      try (Pieces pieces = pieces(options.parameters(), "#", size.ofSample())) {
        Answer sample = sample(pieces);
        report.errors(sample, 0, 0);
        return outcome(sample.rejected(), pieces);
      }
    }
    try (ImportLock lock = ImportLock.of(file)) {
      return send();
    }
  }

  private Outcome send() throws ImportException, IOException, InterruptedException {
    Answer sample;
    try (Pieces pieces = pieces(options.parameters(), "#", size.ofSample())) {
      sample = sample(pieces);
    }
    Map<String, String> parameters = fixed(sample);
    String query = Ingest.query(parameters);
    Bookmark done = Bookmark.read(file, query).orElse(Bookmark.none(query));
    Prefix prefix = Prefix.of(file, done.offset());
    done.assertSame(file, prefix);
    Progress progress = new Progress(done, Files.size(file));
    if (done.offset() < Files.size(file)) {
      report.goesOn(done);
    }
    try (Pieces pieces = pieces(parameters, "", size.bytes())) {
      Head head = new Head(pieces.head(sample.headLines()), sample.headLines());
      if (done.offset() > 0) {
        pieces.skipTo(done.offset(), done.lines());
      } else {
        prefix.extend(head.bytes(), head.bytes().length);
      }
      done =
          new Sending(file, ingest, report, progress, head, size, hasDoubledHours(parameters), done)
              .send(pieces, prefix);
      report.ends(done);
      return outcome(done.rejected(), pieces);
    }
  }

  private Outcome outcome(long rejected, Pieces pieces) {
    pieces.rest().ifPresent(report::leaves);
    return Outcome.of(rejected, pieces.rest().isPresent());
  }

  /** What ingest would do with the beginning of the file. */
  private Answer sample(Pieces pieces) throws ImportException, IOException, InterruptedException {
    Map<String, String> parameters = new LinkedHashMap<>(options.parameters());
    parameters.put("dryRun", "true");
    parameters.put("preview", "true");
    Piece first = pieces.next().orElseThrow(this::noLine);
    Answer answer = ingest.post(Ingest.query(parameters), first.bytes());
    while (answer.isTooLarge() && first.records() > 1) {
      report.sendsLess(answer);
      size.halveSample(first.bytes().length);
      pieces.backTo(0, 0, size.ofSample());
      first = pieces.next().orElseThrow(this::noLine);
      answer = ingest.post(Ingest.query(parameters), first.bytes());
    }
    if (answer.status() != 202 && answer.status() != 207) {
      report.errors(answer, 0, 0);
      throw new ImportException(
          "%s: nothing was sent. %d: %s".formatted(file, answer.status(), answer.detail()));
    }
    report.shows(answer);
    return answer;
  }

  private ImportException noLine() {
    return new ImportException(
        ("%s: nothing was sent, because no line of it ends with LF yet. --last-line sends a last line"
                + " without its end.")
            .formatted(file));
  }

  /** The parameters with what may not be recognised in another way further down. */
  private Map<String, String> fixed(Answer sample) {
    Map<String, String> parameters = new LinkedHashMap<>(options.parameters());
    parameters.putIfAbsent("delimiter", recognised(sample, "delimiter", ","));
    parameters.putIfAbsent("decimal", recognised(sample, "decimal", "."));
    if (sample.recognised().containsKey("comment")) {
      parameters.putIfAbsent("comment", recognised(sample, "comment", ""));
    }
    return parameters;
  }

  private static String recognised(Answer sample, String parameter, String otherwise) {
    return sample.recognised().get(parameter) instanceof String value ? value : otherwise;
  }

  /**
   * Cuts the file. While no delimiter is said, all that ingest recognises may be between fields.
   *
   * @param comment how comments begin while nothing is said
   */
  private Pieces pieces(Map<String, String> parameters, String comment, int size)
      throws IOException {
    String delimiter = parameters.getOrDefault("delimiter", ",;\t|");
    byte[] prefix =
        parameters.getOrDefault("comment", comment).getBytes(Charset.forName(options.charset()));
    RecordEnds records = new RecordEnds(delimiter.equals("tab") ? "\t" : delimiter, prefix);
    return new Pieces(file, records, size, options.takesLastLine());
  }

  /** Whether the zone of local times is one whose clocks may be put back. */
  private static boolean hasDoubledHours(Map<String, String> parameters) {
    try {
      return !ZoneId.of(parameters.getOrDefault("timezone", "UTC")).getRules().isFixedOffset();
    } catch (DateTimeException unknownHere) {
      return true;
    }
  }
}
