package dev.tidewire.processing.chunk;

import dev.tidewire.contract.frame.FrameEncoder;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.contract.frame.SeriesGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * A block of level 1, before it is written.
 *
 * @param group the {@link SeriesGroup} of its series
 * @param size how many readings
 * @param body the frame
 */
public record GroupBlock(
    long group,
    long firstSeries,
    long lastSeries,
    long minMicros,
    long maxMicros,
    int size,
    byte[] body) {
  /** More would not fit into a page of the database. */
  static final int MOST_READINGS = 1_500;

  /** The readings of each group. */
  static List<Slice> groups(ReadingColumns readings) {
    List<Slice> groups = new ArrayList<>();
    for (int from = 0; from < readings.size(); from = groups.get(groups.size() - 1).to()) {
      groups.add(new Slice(from, endOfGroup(readings, from)));
    }
    return groups;
  }

  /** The readings of a group, in blocks; see {@link TimeCut}. */
  static List<GroupBlock> of(ReadingColumns readings, Slice group) {
    List<GroupBlock> blocks = new ArrayList<>();
    TimeCut.cut(readings, group, MOST_READINGS, (some, slice) -> blocks.add(block(some, slice)));
    return blocks;
  }

  private static int endOfGroup(ReadingColumns readings, int from) {
    long group = group(readings, from);
    int end = from + 1;
    while (end < readings.size() && group(readings, end) == group) {
      end++;
    }
    return end;
  }

  private static long group(ReadingColumns readings, int i) {
    return SeriesGroup.of(readings.seriesId(i));
  }

  private static GroupBlock block(ReadingColumns readings, Slice slice) {
    byte[] body = FrameEncoder.encode(readings, slice.from(), slice.to());
    return of(group(readings, slice.from()), readings, slice, body);
  }

  /** The block of these readings whose frame is the body. */
  static GroupBlock of(long group, ReadingColumns readings, Slice slice, byte[] body) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = slice.from(); i < slice.to(); i++) {
      min = Math.min(min, readings.timeMicros(i));
      max = Math.max(max, readings.timeMicros(i));
    }
    return new GroupBlock(
        group,
        readings.seriesId(slice.from()),
        readings.seriesId(slice.to() - 1),
        min,
        max,
        slice.size(),
        body);
  }
}
