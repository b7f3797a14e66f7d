package dev.tidewire.ingest.parse;

import dev.tidewire.ingest.answer.ItemError;
import dev.tidewire.ingest.answer.Position;
import dev.tidewire.ingest.answer.ProblemType;
import dev.tidewire.ingest.batch.BatchBuilder;
import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.SeriesCatalog;
import dev.tidewire.ingest.batch.Text;
import dev.tidewire.ingest.batch.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes in the items of one body: the good ones as readings, the bad ones as errors. */
final class Intake {
  static final int MAX_LISTED_ERRORS = 100;

  /** Past this a body is taken for something else altogether, and the work on it stops. */
  static final int MAX_REJECTED = 100_000;

  private final Defaults defaults;
  private final TimeWindow window;
  private final int maxReadings;
  private final BatchBuilder batches;
  private final ReadingDraft draft = new ReadingDraft();
  private final List<ItemError> errors = new ArrayList<>(0);
  private int rejected;

  Intake(Defaults defaults, TimeWindow window, int maxReadings, SeriesCatalog catalog) {
    this.defaults = defaults;
    this.window = window;
    this.maxReadings = maxReadings;
    this.batches = new BatchBuilder(catalog);
  }

  /** An empty draft for the next item, at the time of receipt. */
  ReadingDraft begin() {
    draft.clear();
    draft.setTimeMicros(window.now());
    return draft;
  }

  /** Fills a metric's name where the item gave none. */
  void defaultMetric(Text metric) {
    if (metric.isEmpty()) {
      metric.set(defaults.metric());
    }
  }

  /** Sets the time of the draft, or answers what is wrong with it. */
  @Nullable Violation time(long micros) {
    draft.setTimeMicros(micros);
    return window.violation(micros);
  }

  /** Takes the draft, or answers what is wrong with it. */
  @Nullable Violation add() throws BodyRefusedException {
    if (draft.sensor().isEmpty()) {
      draft.sensor().set(defaults.sensor());
    }
    if (draft.unit().isEmpty()) {
      draft.unit().set(defaults.unit());
    }
    if (batches.readings() + draft.size() > maxReadings) {
      throw new BodyRefusedException(
          ProblemType.BODY_TOO_LARGE,
          "The body holds more than %d readings; send it in smaller pieces."
              .formatted(maxReadings));
    }
    return batches.add(draft);
  }

  /** Counts a bad item. */
  void reject(String detail, Position position) throws BodyRefusedException {
    if (errors.size() < MAX_LISTED_ERRORS) {
      errors.add(new ItemError(detail, position));
    }
    if (++rejected > MAX_REJECTED) {
      throw new BodyRefusedException(
          ProblemType.UNREADABLE_BODY,
          "More than %d items are wrong; nothing was stored. The first: %s"
              .formatted(MAX_REJECTED, errors.get(0).detail()));
    }
  }

  ParseOutcome outcome() {
    return new ParseOutcome.Parsed(batches.finish(), batches.readings(), rejected, errors);
  }
}
