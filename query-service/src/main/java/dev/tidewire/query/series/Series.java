package dev.tidewire.query.series;

import org.jspecify.annotations.Nullable;

/**
 * One metric of one sensor, as its readings need it. Very many may be remembered.
 *
 * @param id never changes for a (sensor, metric)
 * @param home where its blocks are, or {@link #NO_HOME}; never changes once it has one
 * @param unit UCUM code, or null when no sender gave one
 */
public record Series(long id, int home, String sensor, String metric, @Nullable String unit) {
  /** Of a series without blocks. */
  public static final int NO_HOME = -1;

  /** Whether it may have blocks. */
  public boolean hasHome() {
    return home != NO_HOME;
  }
}
