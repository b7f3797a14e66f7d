package dev.tidewire.processing.readings;

import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.processing.intake.OffsetRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Packs the readings of a poll into blocks. */
public final class Packing {
  /** So many stay in a row of the table: a block takes 3 to 12 KB. */
  static final int READINGS_A_BLOCK = 1_500;

  private static final Comparator<Group> ORDER =
      Comparator.comparingInt(Group::home).thenComparingInt(Group::source);

  private Packing() {}

  private record Group(int home, int source) {}

  /**
   * The blocks of all readings, by home and then by source. Of readings of a source with the same
   * series and time there is the last one.
   *
   * @param series none twice of the same source
   * @param offsets one range for each source
   */
  public static List<Block> pack(List<IdentifiedSeries> series, List<OffsetRange> offsets) {
    Map<Integer, OffsetRange> ranges = new HashMap<>();
    offsets.forEach(range -> ranges.put(range.partition(), range));
    Map<Group, List<IdentifiedSeries>> groups = new TreeMap<>(ORDER);
    for (IdentifiedSeries one : series) {
      groups
          .computeIfAbsent(new Group(one.home(), one.series().source()), group -> new ArrayList<>())
          .add(one);
    }
    List<Block> blocks = new ArrayList<>();
    groups.forEach(
        (group, members) ->
            cut(
                group.home(),
                Objects.requireNonNull(ranges.get(group.source())),
                sorted(members),
                blocks));
    return blocks;
  }

  private static ReadingColumns sorted(List<IdentifiedSeries> series) {
    series.sort(Comparator.comparingLong(IdentifiedSeries::id));
    int capacity = series.stream().mapToInt(one -> one.series().readings().size()).sum();
    ReadingColumns sorted = new ReadingColumns(capacity);
    series.forEach(one -> TimeOrder.append(one.series().readings(), one.id(), sorted));
    return sorted;
  }

  /** Into as few blocks as can be, of even size. */
  private static void cut(int home, OffsetRange source, ReadingColumns all, List<Block> blocks) {
    int parts = (all.size() + READINGS_A_BLOCK - 1) / READINGS_A_BLOCK;
    for (int part = 0; part < parts; part++) {
      int from = (int) ((long) all.size() * part / parts);
      int to = (int) ((long) all.size() * (part + 1) / parts);
      blocks.add(Block.of(home, source, all, from, to));
    }
  }
}
