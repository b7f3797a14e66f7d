package dev.tidewire.ingest.intake;

import dev.tidewire.ingest.answer.Warnings;
import dev.tidewire.ingest.batch.BatchBuilder;
import dev.tidewire.ingest.batch.EncodedBatch;
import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.SeriesCatalog;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the items of one body: the good ones as batches, the bad ones as errors. */
final class Intake implements ReadingSink {
  static final int MAX_LISTED_ERRORS = 100;

  private static final Violation NOT_WRITABLE =
      new Violation("/sensor", "sensor must be one for which this credential may send readings");

  /** A body with more bad items is refused: it is something other than readings. */
  static final int MAX_REJECTED = 100_000;

  private final TimeWindow window;
  private final SensorPatterns writable;
  private final int maxReadings;
  private final Effort effort;
  private final BatchBuilder batches;
  private final ReadingDraft draft = new ReadingDraft();
  private final List<ItemError> errors = new ArrayList<>(0);
  private int rejected;
  private int inexact;
  private @Nullable String readAs;

  Intake(
      SeriesCatalog catalog,
      TimeWindow window,
      SensorPatterns writable,
      int maxReadings,
      Effort effort) {
    this.batches = new BatchBuilder(catalog);
    this.window = window;
    this.writable = writable;
    this.maxReadings = maxReadings;
    this.effort = effort;
  }

  @Override
  public ReadingDraft begin() {
    draft.begin(window.received());
    return draft;
  }

  @Override
  public @Nullable Violation add() throws BodyRefusedException {
    effort.item(draft.size());
    if (batches.readings() + draft.size() > maxReadings) {
      throw new BodyRefusedException(
          ProblemType.BODY_TOO_LARGE,
          "The body holds more than %d readings; nothing was accepted. Send it in smaller pieces."
              .formatted(maxReadings));
    }
    Violation violation =
        window.violation(draft.timeMicros(), draft.latestMicros(), draft.isTimeNumber());
    if (violation == null) {
      violation = isWritable() ? batches.add(draft) : NOT_WRITABLE;
    }
    if (violation == null) {
      inexact += draft.inexact();
    }
    return violation;
  }

  /** A sensor that is missing is told as such. */
  private boolean isWritable() {
    return writable.contains(draft.sensor()) || draft.sensor().isEmpty();
  }

  @Override
  public void readAs(String mediaType) {
    readAs = mediaType;
  }

  @Override
  public void reject(String detail, Position position) throws BodyRefusedException {
    effort.item(1);
    if (errors.size() < MAX_LISTED_ERRORS) {
      errors.add(new ItemError(detail, position));
    }
    if (++rejected > MAX_REJECTED) {
      throw new BodyRefusedException(
          ProblemType.UNREADABLE_BODY,
          "More than %d items are wrong; nothing was accepted. The first: %s"
              .formatted(MAX_REJECTED, errors.get(0).detail()));
    }
  }

  ParseOutcome outcome() {
    List<EncodedBatch> encoded = batches.finish();
    Warnings warnings =
        new Warnings(batches.replaced(), inexact, batches.earlier(), batches.later(), readAs);
    return new ParseOutcome.Parsed(encoded, batches.readings(), rejected, errors, warnings);
  }
}
