package dev.tidewire.e2e.results;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** How much a run does: a few minutes of faults, or with {@code -Plong} hours of them. */
public final class Effort {
  private static final boolean LONG = Boolean.getBoolean("tidewire.long");

  private Effort() {}

  /** Whether this is the long run. */
  public static boolean isLong() {
    return LONG;
  }

  /** How often. */
  public static int times(int inShort, int inLong) {
    return LONG ? inLong : inShort;
  }

  /** For how many seconds. */
  public static Duration seconds(int inShort, int inLong) {
    return Duration.ofSeconds(LONG ? inLong : inShort);
  }

  /** New seeds at every run, or only the one of {@code -Dtidewire.seed=N}. */
  public static List<Long> seeds(int inShort, int inLong) {
    Long given = Long.getLong("tidewire.seed");
    return given == null
        ? ThreadLocalRandom.current().longs(times(inShort, inLong), 1, 1_000_000).boxed().toList()
        : List.of(given);
  }

  /** Prints the progress of a long run. */
  public static void progress(String what) {
    if (LONG) {
      System.out.println(what);
    }
  }
}
