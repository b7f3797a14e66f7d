package dev.tidewire.processing.series;

import dev.tidewire.contract.SeriesNames;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A series as records of one partition name it, all with the same unit and tags. Not thread-safe.
 */
public final class NamedSeries {
  /** The place of the last reading of a series that has none. */
  public static final int NEVER = -1;

  private final int source;
  private final byte[] bytes;
  private final int from;
  private final int to;
  private @Nullable SeriesNames names;
  private @Nullable KnownSeries known;
  private int lastAt = NEVER;

  NamedSeries(
      int source,
      byte[] bytes,
      int from,
      int to,
      @Nullable SeriesNames names,
      @Nullable KnownSeries known) {
    this.source = source;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.names = names;
    this.known = known;
  }

  /** The partition. */
  public int source() {
    return source;
  }

  /** Whether these bytes name it. */
  boolean isNamed(byte[] other, int start, int end) {
    return Arrays.equals(bytes, from, to, other, start, end);
  }

  /** What the records say of the series. Read from them when it is needed. */
  public SeriesNames names() {
    if (names == null) {
      names = SeriesNames.decode(bytes, from, to);
    }
    return names;
  }

  /** What the database knows of the series, once it has been identified. */
  public KnownSeries known() {
    return Objects.requireNonNull(known, "a series was not identified");
  }

  boolean isKnown() {
    return known != null;
  }

  /**
   * The database knows all that the records say of the series; see {@link SeriesDictionary#put}.
   */
  void know(KnownSeries series, SeriesDictionary dictionary, long asked) {
    known = series;
    dictionary.put(bytes, from, to, series, asked);
  }

  void forget() {
    known = null;
  }

  /** Whether there is a reading of the series. */
  public boolean hasReadings() {
    return lastAt != NEVER;
  }

  /** The place of its last reading among those of its partition. */
  int lastAt() {
    return lastAt;
  }

  /** The last reading of the series is at this place, or {@link #NEVER}. */
  public void seenAt(int place) {
    lastAt = place;
  }
}
