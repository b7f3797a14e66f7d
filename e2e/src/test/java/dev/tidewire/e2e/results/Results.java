package dev.tidewire.e2e.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Writes the results of tests to {@code e2e/target/results.md}, and those of a long run to the
 * table of {@code docs/guarantees.md} as well. A failed test writes a row, too.
 */
public final class Results implements AfterTestExecutionCallback {
  private static final Path ROOT = Path.of(System.getProperty("tidewire.root", ".."));

  /** Writes a row. */
  public static void record(String fault, String promise, String figure) {
    Row row =
        new Row(LocalDate.now(Clock.systemUTC()).toString(), commit(), fault, promise, figure);
    Effort.progress(row.markdown());
    try {
      Path all = ROOT.resolve("e2e/target/results.md");
      Files.writeString(
          all, row.markdown() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      if (Effort.isLong()) {
        Path page = ROOT.resolve("docs/guarantees.md");
        Files.writeString(page, ResultsTable.updated(Files.readString(page), List.of(row)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the results", e);
    }
  }

  /** Seconds with one decimal. */
  public static String seconds(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / 1_000.0);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      record(context.getDisplayName(), "the test passes", "**failed**");
    }
  }

  private static String commit() {
    try {
      Process git =
          new ProcessBuilder("git", "rev-parse", "--short", "HEAD")
              .directory(ROOT.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
