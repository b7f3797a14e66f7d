package dev.tidewire.local.importer;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Tells what happens to a file. */
final class Report {
  private static final int MOST_ERRORS = 20;

  private final Path file;
  private final PrintStream out;
  private boolean isBegun;
  private int errors;
  private boolean sendsLess;
  private final Map<String, Long> warnings = new TreeMap<>();

  Report(Path file, PrintStream out) {
    this.file = file;
    this.out = out;
  }

  /** How the beginning was read. */
  void shows(Answer sample) {
    out.println(file);
    if (!sample.recognised().isEmpty()) {
      out.println("  recognised: " + sample.recognised());
    }
    if (!sample.warnings().isEmpty()) {
      out.println("  of its beginning: " + sample.warnings());
    }
    for (Map<?, ?> reading : sample.preview()) {
      out.printf(
          "  %s  %s  %s = %s %s%n",
          reading.get("time"),
          reading.get("sensor"),
          reading.get("metric"),
          reading.get("value"),
          reading.get("unit") instanceof String unit ? unit : "");
    }
  }

  /** Tells of a file without a byte. */
  void isEmpty() {
    out.printf("%s%n  is empty: nothing to send%n", file);
  }

  /** Tells of a piece that is done. */
  void answered(Answer answer, long headLines, long linesBefore) {
    errors(answer, headLines, linesBefore);
    for (String warning : List.of("skipped", "clamped", "replaced", "inexact")) {
      long count = Json.number(answer.warnings(), warning);
      if (count > 0) {
        warnings.merge(warning, count, Long::sum);
      }
    }
    if (answer.warnings().get("doubledHour") instanceof Map<?, ?> hour) {
      doubledHour(hour);
    }
  }

  /** Tells how times were read, and where they may be those of another file. */
  private void doubledHour(Map<?, ?> hour) {
    out.printf(
        "%n%s: of an hour that clocks showed twice, %d times were taken for the earlier one and %d"
            + " for the later one. %s%s%n",
        file,
        Json.number(hour, "earlier"),
        Json.number(hour, "later"),
        hour.get("detail"),
        Json.number(hour, "later") > 0
            ? ""
            : " The file does not show both: one with the same times, of the other hour, would"
                + " replace these readings.");
  }

  /** Tells of items that are wrong, by their lines in the file. */
  void errors(Answer answer, long headLines, long linesBefore) {
    for (Map<?, ?> error : answer.errors()) {
      if (errors++ < MOST_ERRORS) {
        long line = Json.number(error, "line");
        out.printf(
            "%s  line %d: %s%n",
            errors == 1 ? System.lineSeparator() : "",
            line > headLines ? line - headLines + Math.max(linesBefore, headLines) : line,
            error.get("detail"));
      }
    }
  }

  /** Tells once that ingest takes less in a request. */
  void sendsLess(Answer refusal) {
    if (!sendsLess) {
      out.printf(
          "%n  ingest takes less in one request, so this sends smaller pieces. %d: %s%n",
          refusal.status(), refusal.detail());
    }
    sendsLess = true;
  }

  /** Replaces the line with the progress. */
  void progress(String progress) {
    isBegun = true;
    out.printf("\r  %s  ", progress);
    out.flush();
  }

  /** Tells of a doubled hour that more lines may follow. */
  void sendsAgain(long linesBefore) {
    out.printf(
        "%n  an hour that clocks showed twice is at the end of the file: with lines that are added,"
            + " the next import sends all behind line %d again",
        linesBefore);
  }

  /** Tells of the end of the file that was not sent. */
  void leaves(Pieces.Rest rest) {
    if (rest.isQuote()) {
      out.printf(
          "  A quote that opens behind line %d is not closed yet, and nothing behind it was sent;"
              + " correct it, import again when it is complete, or with --last-line to send it%n",
          rest.lines());
    } else {
      out.printf(
          "  line %d has no line end yet and was not sent; import again when it is complete,"
              + " or with --last-line to send it%n",
          rest.lines() + 1);
    }
  }

  /** Tells where it goes on. */
  void goesOn(Bookmark done) {
    if (done.offset() > 0) {
      out.printf("  goes on behind line %d%n", done.lines());
    }
  }

  void ends(Bookmark done) {
    if (isBegun) {
      out.printf(Locale.ROOT, "%n  done: %s%n", sum(done));
    } else if (done.offset() > 0) {
      out.printf(Locale.ROOT, "  nothing new: all %,d lines were sent before%n", done.lines());
    } else {
      out.println("  nothing to send: no line stands behind the head yet");
    }
  }

  private String sum(Bookmark done) {
    return String.format(
        Locale.ROOT,
        "%,d lines, %,d readings accepted, %,d items rejected%s%s%s",
        done.lines(),
        done.accepted(),
        done.rejected(),
        done.told() > 0 ? ", apart from %,d that earlier imports told".formatted(done.told()) : "",
        warnings.isEmpty() ? "" : ", " + warnings,
        errors > MOST_ERRORS ? ", the first %d of which are shown".formatted(MOST_ERRORS) : "");
  }
}
