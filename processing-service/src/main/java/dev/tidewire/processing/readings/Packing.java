package dev.tidewire.processing.readings;

import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.processing.chunk.Slice;
import dev.tidewire.processing.chunk.TimeCut;
import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.intake.SourceReadings;
import dev.tidewire.processing.unit.Units;
import java.util.ArrayList;
import java.util.List;

/** Packs the readings of a partition into as few blocks as can be, of even size. */
public final class Packing {
  /** So many stay in a row of the table: a block takes 3 to 12 KB. */
  static final int READINGS_A_BLOCK = 1_500;

  private final SourceReadings readings;
  private final OffsetRange range;
  private final SourceOrder order;
  private final ReadingRule rule;
  private final List<Block> blocks = new ArrayList<>();

  private Packing(SourceReadings readings, OffsetRange range, Units units) {
    this.readings = readings;
    this.range = range;
    this.order = SourceOrder.of(readings);
    this.rule = new ReadingRule(readings, units);
  }

  /**
   * Packs readings, ordered by series and time. Of readings with the same series and time there is
   * the last one.
   *
   * @param readings whose series are identified
   * @param range the offsets of their records
   */
  public static PackedSource pack(SourceReadings readings, OffsetRange range, Units units) {
    return new Packing(readings, range, units).pack();
  }

  private PackedSource pack() {
    long[] times = new long[readings.size()];
    double[] values = new double[readings.size()];
    int[] starts = starts();
    int[] ends = starts.clone();
    int stored = 0;
    for (int i = 0; i < readings.size(); i++) {
      double value = rule.value(i);
      if (Double.isFinite(value)) {
        int at = ends[order.rank(readings.series(i))]++;
        times[at] = readings.timeMicros(i);
        values[at] = value;
        stored++;
      }
    }
    cut(new TimeOrder(times, values), starts, ends);
    return new PackedSource(readings.source(), stored, rule.converted(), blocks, rule.refused());
  }

  /** Where the readings of each rank begin. */
  private int[] starts() {
    int[] starts = new int[order.size() + 1];
    for (int i = 0; i < readings.size(); i++) {
      starts[order.rank(readings.series(i)) + 1]++;
    }
    for (int rank = 1; rank < starts.length; rank++) {
      starts[rank] += starts[rank - 1];
    }
    return starts;
  }

  private void cut(TimeOrder times, int[] starts, int[] ends) {
    ReadingColumns sorted = new ReadingColumns(readings.size());
    int begun = 0;
    for (int rank = 0; rank < order.size(); rank++) {
      times.append(starts[rank], ends[rank], order.id(rank), sorted);
      if (rank + 1 == order.size() || order.home(rank) != order.home(rank + 1)) {
        cut(order.home(rank), sorted, begun);
        begun = sorted.size();
      }
    }
  }

  private void cut(int home, ReadingColumns sorted, int begun) {
    TimeCut.cut(
        sorted,
        new Slice(begun, sorted.size()),
        READINGS_A_BLOCK,
        (some, part) -> blocks.add(Block.of(home, range, some, part.from(), part.to())));
  }
}
