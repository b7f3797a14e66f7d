package dev.tidewire.processing.chunk;

import dev.tidewire.contract.frame.FrameEncoder;
import dev.tidewire.contract.frame.ReadingColumns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A reading of a test. */
public record Reading(long series, long micros, double value) {
  /** Where a reading is: a later one at the same place replaces it. */
  public record Key(long series, long micros) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int bySeries = Long.compare(series, other.series);
      return bySeries == 0 ? Long.compare(micros, other.micros) : bySeries;
    }
  }

  public Key key() {
    return new Key(series, micros);
  }

  public static List<Reading> all(ReadingColumns columns) {
    List<Reading> readings = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      readings.add(new Reading(columns.seriesId(i), columns.timeMicros(i), columns.value(i)));
    }
    return readings;
  }

  /** Of readings with the same key, the last. */
  public static NavigableMap<Key, Double> last(Collection<Reading> readings) {
    NavigableMap<Key, Double> last = new TreeMap<>();
    readings.forEach(reading -> last.put(reading.key(), reading.value()));
    return last;
  }

  public static ReadingColumns columns(Collection<Reading> readings) {
    ReadingColumns columns = new ReadingColumns(readings.size());
    last(readings).forEach((key, value) -> columns.add(key.series(), key.micros(), value));
    return columns;
  }

  public static byte[] frame(Collection<Reading> readings) {
    ReadingColumns columns = columns(readings);
    return FrameEncoder.encode(columns, 0, columns.size());
  }
}
