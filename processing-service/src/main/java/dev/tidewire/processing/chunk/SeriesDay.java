package dev.tidewire.processing.chunk;

import dev.tidewire.contract.frame.ReadingColumns;
import java.util.ArrayList;
import java.util.List;

/** The readings of one series and one day in UTC, among others. */
public record SeriesDay(long seriesId, long startMicros, Slice slice) {
  /** The length of a day. */
  public static final long LENGTH_MICROS = 86_400_000_000L;

  /** All readings, in days. */
  public static List<SeriesDay> of(ReadingColumns readings) {
    List<SeriesDay> days = new ArrayList<>();
    for (int from = 0; from < readings.size(); ) {
      long series = readings.seriesId(from);
      long start = startOf(readings.timeMicros(from));
      int to = from + 1;
      while (to < readings.size()
          && readings.seriesId(to) == series
          && readings.timeMicros(to) < start + LENGTH_MICROS) {
        to++;
      }
      days.add(new SeriesDay(series, start, new Slice(from, to)));
      from = to;
    }
    return days;
  }

  /** Whether it is a chunk of the series and the day. */
  public boolean contains(ChunkPlace chunk) {
    return chunk.seriesId() == seriesId
        && chunk.lastMicros() >= startMicros
        && chunk.lastMicros() < startMicros + LENGTH_MICROS;
  }

  private static long startOf(long micros) {
    return Math.floorDiv(micros, LENGTH_MICROS) * LENGTH_MICROS;
  }
}
