package dev.tidewire.processing.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where among the readings of a source those of each record end. Not thread-safe. */
final class RecordEnds {
  private final List<SourceRecord> records = new ArrayList<>();
  private int[] ends = new int[8];

  /**
   * The next record.
   *
   * @param end of its readings, which are at least one
   */
  void add(SourceRecord record, int end) {
    if (records.size() == ends.length) {
      ends = Arrays.copyOf(ends, ends.length * 2);
    }
    ends[records.size()] = end;
    records.add(record);
  }

  /** The record of a reading. */
  SourceRecord of(int reading) {
    int found = Arrays.binarySearch(ends, 0, records.size(), reading + 1);
    return records.get(found < 0 ? -found - 1 : found);
  }
}
