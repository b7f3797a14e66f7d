package dev.tidewire.bench.load;

/**
 * Which time a reading has, by its series and the number of its turn. Nothing is remembered: the
 * same seed gives the same times.
 *
 * <p>Late readings go by spans of 40 turns. In each span a series is silent at two of them: at one
 * it delivers what it held back up to eight spans before, at the other it corrects a reading of the
 * last hour. So 5 % of the readings are late.
 */
final class Timetable {
  /** Whether a reading comes in its turn. */
  enum Kind {
    ON_TIME,
    HELD_BACK,
    CORRECTION
  }

  private static final int SPAN = 40;
  private static final int MOST_SPANS_LATE = 8;

  /** So that it is within an hour, wherever the silent turns are. */
  private static final long MOST_TURNS_CORRECTED = 350;

  private static final int JITTER_MILLIS = 1_000;

  private final Workload workload;
  private final long seed;
  private final long firstMillis;
  private final long lateFrom;

  /**
   * @param lateFrom the first turn with late readings
   */
  Timetable(Workload workload, long seed, long firstMillis, long lateFrom) {
    this.workload = workload;
    this.seed = seed;
    this.firstMillis = firstMillis;
    this.lateFrom = lateFrom;
  }

  Kind kind(int series, long turn) {
    if (turn < lateFrom) {
      return Kind.ON_TIME;
    }
    long span = hash(series, Math.floorDiv(turn, SPAN));
    int place = Math.floorMod(turn, SPAN);
    if (place == heldBack(span)) {
      return Kind.HELD_BACK;
    }
    return place == correcting(span) && corrected(series, turn) >= 0
        ? Kind.CORRECTION
        : Kind.ON_TIME;
  }

  /** The time of the reading that is sent at this turn, in epoch milliseconds. */
  long millis(int series, long turn) {
    return switch (kind(series, turn)) {
      case ON_TIME -> regular(series, turn);
      case CORRECTION -> regular(series, corrected(series, turn));
      case HELD_BACK -> heldBackMillis(series, turn);
    };
  }

  private long heldBackMillis(int series, long turn) {
    long span = Math.floorDiv(turn, SPAN) - 1 - Math.floorMod(hash(series, -1), MOST_SPANS_LATE);
    long missed = span * SPAN + heldBack(hash(series, span));
    // Before the late readings began, that turn was not missed.
    boolean isTaken = missed >= 0 && missed < lateFrom;
    return regular(series, missed) + (isTaken ? workload.stepMillis() / 2 : 0);
  }

  /** The turn whose reading is corrected; negative when there is none. */
  private long corrected(int series, long turn) {
    long choice = Math.min(turn, MOST_TURNS_CORRECTED);
    if (choice == 0) {
      return -1;
    }
    long candidate = turn - 1 - Math.floorMod(hash(series, ~turn), choice);
    while (candidate >= 0 && isSilent(series, candidate)) {
      candidate--;
    }
    return candidate;
  }

  private boolean isSilent(int series, long turn) {
    long span = hash(series, Math.floorDiv(turn, SPAN));
    int place = Math.floorMod(turn, SPAN);
    return turn >= lateFrom && (place == heldBack(span) || place == correcting(span));
  }

  private static int heldBack(long span) {
    return Math.floorMod(span, SPAN);
  }

  private static int correcting(long span) {
    return (heldBack(span) + 1 + Math.floorMod(span >> 32, SPAN - 1)) % SPAN;
  }

  /** When a series is read; the batches of a turn are spread over it. Odd series jitter. */
  private long regular(int series, long turn) {
    long phase = series / Workload.BATCH * workload.stepMillis() / workload.batchesPerTurn();
    long jitter = series % 2 == 0 ? 0 : Math.floorMod(hash(series, turn), JITTER_MILLIS);
    return firstMillis + turn * workload.stepMillis() + phase + jitter;
  }

  /** The mix of SplitMix64. */
  private long hash(int series, long number) {
    long mixed = seed + series * 0x9E3779B97F4A7C15L + number * 0xD1B54A32D192ED03L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
