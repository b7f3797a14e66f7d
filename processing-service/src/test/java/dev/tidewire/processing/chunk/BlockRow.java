package dev.tidewire.processing.chunk;

import dev.tidewire.contract.frame.FrameDecoder;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.processing.chunk.MergeStatements.TakenBlock;

/** A row of the simulated table block. Equal only to itself. */
final class BlockRow {
  private final int home;
  private final int level;
  private final long group;
  private final TakenBlock taken;
  private final ReadingColumns readings;

  BlockRow(int home, int level, long group, TakenBlock taken) {
    this.home = home;
    this.level = level;
    this.group = group;
    this.taken = taken;
    this.readings = (ReadingColumns) FrameDecoder.decode(taken.body());
  }

  int home() {
    return home;
  }

  int level() {
    return level;
  }

  boolean isOf(int ofHome, int ofLevel, long ofGroup) {
    return home == ofHome && level == ofLevel && group == ofGroup;
  }

  long group() {
    return group;
  }

  TakenBlock taken() {
    return taken;
  }

  ReadingColumns readings() {
    return readings;
  }

  /** Fails unless the columns say what the readings are. */
  void check(GroupBlock says) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < readings.size(); i++) {
      min = Math.min(min, readings.timeMicros(i));
      max = Math.max(max, readings.timeMicros(i));
      isTrue(Math.floorDiv(readings.seriesId(i), 64L) == says.group(), "group");
    }
    isTrue(readings.size() == says.size(), "number");
    isTrue(says.size() >= 1 && says.size() <= 1_500, "size");
    isTrue(says.firstSeries() == readings.seriesId(0), "first series");
    isTrue(says.lastSeries() == readings.seriesId(readings.size() - 1), "last series");
    isTrue(says.minMicros() == min && says.maxMicros() == max, "times");
  }

  private static void isTrue(boolean is, String what) {
    if (!is) {
      throw new AssertionError("the row of a block is wrong: " + what);
    }
  }
}
