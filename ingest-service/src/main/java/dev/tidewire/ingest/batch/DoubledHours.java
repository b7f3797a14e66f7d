package dev.tidewire.ingest.batch;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the local times of one request mean, for each series by its own order. It remembers
 * series of which nothing else is kept, up to {@value #MAX_REMEMBERED}, in about 100 bytes each.
 */
final class DoubledHours {
  static final int MAX_REMEMBERED = 65_536;

  static final Violation CANNOT_BE_TOLD =
      new Violation(
          "/time",
          "time occurs twice on the clocks of this zone, and the request has too many series to"
              + " tell by their order which one is meant: send it with its offset, or at most %d"
                  .formatted(MAX_REMEMBERED)
              + " series in a request");

  private final Map<Long, DoubledHour> remembered = new HashMap<>();
  private boolean isFull;
  private int earlier;
  private int later;

  /**
   * Prepares for a local time of the series.
   *
   * @return whether it can be told which time is meant
   */
  boolean prepare(OpenSeries series, ReadingDraft draft) {
    if (series.doubledHour == null) {
      DoubledHour known = recall(series);
      if (known == null && isFull && draft.isAmbiguous()) {
        return false;
      }
      series.doubledHour = known == null ? new DoubledHour() : known;
    }
    return true;
  }

  /** The time that a local time means, after {@link #prepare}. */
  long choose(DoubledHour hour, ReadingDraft draft) {
    long time = hour.choose(draft.timeMicros(), draft.latestMicros());
    if (draft.isAmbiguous()) {
      boolean isEarlier = time == draft.timeMicros();
      earlier += isEarlier ? 1 : 0;
      later += isEarlier ? 0 : 1;
    }
    return time;
  }

  /** Remembers what the local times of a series were, which is forgotten otherwise. */
  void remember(OpenSeries series) {
    if (series.doubledHour == null) {
      return;
    }
    if (remembered.size() < MAX_REMEMBERED) {
      remembered.put(SeriesHash.of(series.known.key()), series.doubledHour);
    } else {
      isFull |= recall(series) == null;
    }
  }

  /** How many readings of a doubled hour were taken for the earlier time. */
  int earlier() {
    return earlier;
  }

  /** How many readings of a doubled hour were taken for the later time. */
  int later() {
    return later;
  }

  private @Nullable DoubledHour recall(OpenSeries series) {
    return remembered.isEmpty() ? null : remembered.get(SeriesHash.of(series.known.key()));
  }
}
