package dev.tidewire.e2e.results;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** How much a run does: a few minutes' worth, or with {@code -Plong} all of it. */
public final class Effort {
  private static final boolean LONG = Boolean.getBoolean("tidewire.long");

  private Effort() {}

  /** Whether this run does all of it. */
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

  /** The seeds to try, 1 and up, or only the one of {@code -Dtidewire.seed=N}. */
  public static List<Long> seeds(int inShort, int inLong) {
    Long given = Long.getLong("tidewire.seed");
    return given == null
        ? LongStream.rangeClosed(1, times(inShort, inLong)).boxed().toList()
        : List.of(given);
  }

  /** Tells whoever watches a long run how far it is. */
  public static void progress(String what) {
    if (LONG) {
      System.out.println(what);
    }
  }
}
