package dev.tidewire.ingest.parse;

import dev.tidewire.ingest.answer.Problem;
import dev.tidewire.ingest.answer.ProblemType;
import dev.tidewire.ingest.batch.SeriesCatalog;
import dev.tidewire.ingest.body.BadGzipException;
import dev.tidewire.ingest.body.BoundedInput;
import dev.tidewire.ingest.body.GunzippedInput;
import dev.tidewire.ingest.body.TooLargeException;
import java.io.IOException;
import java.io.InputStream;

/** Reads bodies. Thread-safe. */
public final class BodyParser {
  private final SeriesCatalog catalog;
  private final long maxBody;
  private final int maxReadings;

  /**
   * @param maxBody in bytes, after unpacking
   * @param maxReadings of one body
   */
  public BodyParser(SeriesCatalog catalog, long maxBody, int maxReadings) {
    this.catalog = catalog;
    this.maxBody = maxBody;
    this.maxReadings = maxReadings;
  }

  /** Reads a body from memory; whatever it holds, the answer is a value. */
  public ParseOutcome parse(
      InputStream body, BodyFormat format, boolean gzip, Defaults defaults, TimeWindow window) {
    Intake intake = new Intake(defaults, window, maxReadings, catalog);
    try {
      if (gzip) {
        try (GunzippedInput unpacked = new GunzippedInput(body)) {
          format.read(new BoundedInput(unpacked, maxBody), intake);
        }
      } else {
        format.read(body, intake);
      }
      return intake.outcome();
    } catch (BodyRefusedException e) {
      return new ParseOutcome.Refused(e.problem());
    } catch (TooLargeException e) {
      return refused(
          ProblemType.BODY_TOO_LARGE,
          "The body unpacks to more than %d bytes; send it in smaller pieces.".formatted(maxBody));
    } catch (BadGzipException e) {
      return refused(
          ProblemType.UNREADABLE_BODY,
          "The body is not whole gzip: %s. Nothing was stored.".formatted(e.getMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("a body in memory cannot fail to be read", e);
    }
  }

  private static ParseOutcome refused(ProblemType type, String detail) {
    return new ParseOutcome.Refused(Problem.of(type, detail));
  }
}
