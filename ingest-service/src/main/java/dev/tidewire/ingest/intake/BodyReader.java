package dev.tidewire.ingest.intake;

import dev.tidewire.ingest.batch.BatchBuilder;
import dev.tidewire.ingest.batch.ReceiptTimes;
import dev.tidewire.ingest.batch.SeriesCatalog;
import dev.tidewire.ingest.batch.Untimed;
import dev.tidewire.ingest.coding.Coding;
import dev.tidewire.ingest.coding.DamagedBodyException;
import dev.tidewire.ingest.coding.TooLargeException;
import dev.tidewire.ingest.fairness.Share;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Reads bodies. Thread-safe. */
public final class BodyReader {
  private final SeriesCatalog catalog;
  private final ReceiptTimes receipts;
  private final TimeLimits times;
  private final long maxBody;
  private final int maxReadings;

  /**
   * Reads bodies for a topic.
   *
   * @param maxBody in bytes, after unpacking; what is made of it may have as many
   * @param maxReadings of one body
   */
  public BodyReader(
      SeriesCatalog catalog,
      ReceiptTimes receipts,
      TimeLimits times,
      long maxBody,
      int maxReadings) {
    this.catalog = catalog;
    this.receipts = receipts;
    this.times = times;
    this.maxBody = maxBody;
    this.maxReadings = maxReadings;
  }

  /**
   * Reads a body from memory; whatever it holds, the result is a value.
   *
   * @param share what its sender may send
   * @throws OverlongException when the effort gives up
   */
  public ParseOutcome read(
      InputStream body,
      Coding coding,
      Format format,
      RequestFacts facts,
      Share share,
      Effort effort) {
    TimeWindow window = times.at(facts.receivedMicros());
    boolean hasPreview = facts.parameter(Parameter.PREVIEW, "false").equals("true");
    Untimed untimed =
        facts.isRepeatable() ? Untimed.repeatable(receipts) : Untimed.unique(receipts);
    BatchBuilder batches = new BatchBuilder(catalog, untimed);
    Intake intake = new Intake(batches, window, share, maxBody, maxReadings, hasPreview, effort);
    try (InputStream unpacked = open(body, coding, effort)) {
      format.read(format.isText() ? Signature.check(unpacked, coding) : unpacked, facts, intake);
      // A format stops at a syntax error, but the checksum of a packed body is at its end.
      unpacked.transferTo(OutputStream.nullOutputStream());
      return intake.outcome();
    } catch (BodyRefusedException e) {
      return new ParseOutcome.Refused(e.problem());
    } catch (TooLargeException e) {
      return refused(
          ProblemType.BODY_TOO_LARGE,
          "The body unpacks to more than %d bytes; nothing was accepted. Send it in smaller pieces."
              .formatted(maxBody));
    } catch (DamagedBodyException e) {
      return refused(
          ProblemType.UNREADABLE_BODY,
          "The body is not valid %s: %s. Nothing was accepted."
              .formatted(coding.contentEncoding(), e.getMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("a body in memory cannot fail to be read", e);
    }
  }

  private InputStream open(InputStream body, Coding coding, Effort effort) throws IOException {
    InputStream unpacked = coding.open(body, maxBody);
    return coding.isPacked() ? new UnpackedInput(unpacked, effort) : unpacked;
  }

  private static ParseOutcome refused(ProblemType type, String detail) {
    return new ParseOutcome.Refused(Problem.of(type, detail));
  }
}
