package dev.tidewire.ingest.batch;

import dev.tidewire.ingest.batch.DoubledHour.Meaning;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the local times of one request mean, for each series by its own order, and for all
 * series of an item alike. It remembers series of which nothing else is kept, up to {@value
 * #MAX_REMEMBERED}, in about 100 bytes each.
 */
final class DoubledHours {
  static final int MAX_REMEMBERED = 65_536;

  private static final String TWICE = "time occurs twice on the clocks of this zone, and ";

  static final Violation TOO_MANY =
      new Violation(
          "/time",
          TWICE
              + "the request has too many series to"
              + " tell by their order which one is meant: send it with its offset, or at most %d"
                  .formatted(MAX_REMEMBERED)
              + " series in a request");

  private static final Violation UNDECIDED =
      new Violation(
          "/time",
          TWICE
              + "the order of the readings does not tell which one is meant: send it with its offset");

  private final Map<Long, DoubledHour> remembered = new HashMap<>();
  private boolean isFull;
  private int earlier;
  private int later;
  private Meaning chosen = Meaning.UNKNOWN;

  /**
   * Chooses the time of an item by the readings that its series had before.
   *
   * @param series of its measurements; the first {@code size} of them count, without null ones
   * @return why it cannot be told which time is meant, or null
   */
  @Nullable Violation choose(@Nullable OpenSeries[] series, int size, ReadingDraft draft) {
    chosen = Meaning.UNKNOWN;
    for (int i = 0; i < size; i++) {
      OpenSeries one = series[i];
      if (one != null && !recall(one, draft)) {
        return TOO_MANY;
      }
    }
    for (int i = 0; i < size && draft.isAmbiguous(); i++) {
      OpenSeries one = series[i];
      Meaning meaning = one == null ? Meaning.UNKNOWN : meaning(one, draft);
      if (meaning == Meaning.UNDECIDED
          || meaning != Meaning.UNKNOWN && chosen != Meaning.UNKNOWN && meaning != chosen) {
        return UNDECIDED;
      }
      chosen = meaning == Meaning.UNKNOWN ? chosen : meaning;
    }
    if (draft.isAmbiguous() && chosen == Meaning.UNKNOWN) {
      chosen = Meaning.EARLIER;
    }
    return null;
  }

  private static Meaning meaning(OpenSeries series, ReadingDraft draft) {
    DoubledHour hour = series.doubledHour;
    return hour == null ? Meaning.UNKNOWN : hour.of(draft.timeMicros(), draft.latestMicros());
  }

  /** The time that was chosen, of a measurement of the series. */
  long take(OpenSeries series, ReadingDraft draft) {
    long time = chosen == Meaning.LATER ? draft.latestMicros() : draft.timeMicros();
    if (series.doubledHour != null) {
      series.doubledHour.take(time, chosen);
    }
    earlier += chosen == Meaning.EARLIER ? 1 : 0;
    later += chosen == Meaning.LATER ? 1 : 0;
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
      isFull |= remembered(series) == null;
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

  /** Whether what is known of the series is enough for the draft. */
  private boolean recall(OpenSeries series, ReadingDraft draft) {
    if (series.doubledHour == null) {
      DoubledHour known = remembered(series);
      if (known == null && isFull && draft.isAmbiguous()) {
        return false;
      }
      series.doubledHour = known == null ? new DoubledHour() : known;
    }
    return true;
  }

  private @Nullable DoubledHour remembered(OpenSeries series) {
    return remembered.isEmpty() ? null : remembered.get(SeriesHash.of(series.known.key()));
  }
}
