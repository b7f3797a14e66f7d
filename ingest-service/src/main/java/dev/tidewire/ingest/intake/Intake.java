package dev.tidewire.ingest.intake;

import dev.tidewire.ingest.answer.Warnings;
import dev.tidewire.ingest.batch.BatchBuilder;
import dev.tidewire.ingest.batch.EncodedBatch;
import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.fairness.Share;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the items of one body: the good ones as batches, the bad ones as errors. */
final class Intake implements ReadingSink {
  static final int MAX_LISTED_ERRORS = 100;

  private static final Violation TOO_LARGE =
      new Violation(
          "",
          "at most %d values may belong together, with names of %d characters in all; send them as several"
              .formatted(ReadingDraft.MAX_MEASUREMENTS, ReadingDraft.MAX_CHARACTERS));

  /** A body with more bad items is refused: it is something other than readings. */
  static final int MAX_REJECTED = 100_000;

  private final TimeWindow window;
  private final ClockCheck clocks;
  private final Share share;
  private final SensorCheck sensors;
  private final long maxBytes;
  private final int maxReadings;
  private final Effort effort;
  private final BatchBuilder batches;
  private final ReadingDraft draft = new ReadingDraft();
  private final NotesBuilder notes;
  private final List<ItemError> errors = new ArrayList<>(0);
  private long encoded;
  private int rejected;
  private int inexact;
  private int skipped;
  private @Nullable String readAs;

  /**
   * @param maxBytes of the batches
   */
  Intake(
      BatchBuilder batches,
      TimeWindow window,
      Share share,
      long maxBytes,
      int maxReadings,
      boolean hasPreview,
      Effort effort) {
    this.notes = new NotesBuilder(hasPreview);
    this.batches = batches;
    this.window = window;
    this.clocks = new ClockCheck(window);
    this.share = share;
    this.sensors = new SensorCheck(share);
    this.maxBytes = maxBytes;
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
    int readings = batches.readings() + draft.size();
    if (readings > maxReadings) {
      throw new BodyRefusedException(
          ProblemType.BODY_TOO_LARGE,
          "The body holds more than %d readings; nothing was accepted. Send it in smaller pieces."
              .formatted(maxReadings));
    }
    share.look(readings);
    if (draft.isTooLarge()) {
      return TOO_LARGE;
    }
    Violation violation = clocks.check(draft);
    if (violation == null) {
      violation = sensors.check(draft);
    }
    if (violation == null) {
      violation = batches.add(draft);
    }
    if (violation == null) {
      sensors.added(draft);
      inexact += draft.inexact();
      notes.added(draft);
      count(batches.encodedBytes(), sensors.bytes());
    }
    return violation;
  }

  private void count(long bytes, long besides) throws BodyRefusedException {
    if (bytes + besides == encoded) {
      return;
    }
    encoded = bytes + besides;
    if (bytes > maxBytes) {
      throw new BodyRefusedException(
          ProblemType.BODY_TOO_LARGE,
          "With the names, units and tags of their series, the readings take more than %d bytes; nothing was accepted. Send them in smaller pieces."
              .formatted(maxBytes));
    }
    effort.encoded(bytes + besides);
  }

  @Override
  public void skip(int values) {
    if (values > 0) {
      effort.item(1);
    }
    skipped += values;
  }

  @Override
  public void skippedIn(String column, int values) {
    notes.skippedIn(column, values);
  }

  @Override
  public void noNumbersIn(String column) {
    notes.noNumbersIn(column);
  }

  @Override
  public void head(int lines) {
    notes.head(lines);
  }

  @Override
  public void recognised(String parameter, String value) {
    notes.recognised(parameter, value);
  }

  @Override
  public void readAs(String mediaType) {
    readAs = mediaType;
  }

  @Override
  public void reject(String detail, Position position) throws BodyRefusedException {
    effort.item(1);
    ProblemType type = sensors.takeReason();
    if (errors.size() < MAX_LISTED_ERRORS) {
      errors.add(new ItemError(detail, position, type));
    }
    if (++rejected > MAX_REJECTED) {
      throw new BodyRefusedException(
          ProblemType.UNREADABLE_BODY,
          "More than %d items are wrong; nothing was accepted. The first: %s"
              .formatted(MAX_REJECTED, errors.get(0).detail()));
    }
  }

  ParseOutcome outcome() throws BodyRefusedException {
    List<EncodedBatch> finished = batches.finish();
    count(batches.encodedBytes(), sensors.bytes());
    Warnings warnings =
        new Warnings(
            batches.replaced(),
            inexact,
            skipped,
            clocks.wrong().clamped(),
            batches.earlier(),
            batches.later(),
            readAs,
            notes.build());
    return new ParseOutcome.Parsed(
        finished, batches.readings(), rejected, errors, warnings, clocks.wrong());
  }
}
