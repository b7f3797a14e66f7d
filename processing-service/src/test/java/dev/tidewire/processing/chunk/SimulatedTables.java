package dev.tidewire.processing.chunk;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.frame.ReadingColumns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tables block and chunk in memory, in the most naive way. */
public final class SimulatedTables implements MergeStatements {
  /** What a reader puts over what: chunks lie below blocks, and within a level the seq counts. */
  static final Comparator<BlockRow> ORDER =
      Comparator.<BlockRow>comparingInt(row -> -row.level())
          .thenComparingLong(row -> row.taken().seq());

  private static final Comparator<TakenBlock> BY_SEQ = Comparator.comparingLong(TakenBlock::seq);

  private final LongSupplier numbers;
  private final List<BlockRow> blocks = new ArrayList<>();
  private final List<ChunkRow> chunks = new ArrayList<>();
  private long horizon = ReadingTime.MIN_MICROS;

  /**
   * Empty tables.
   *
   * @param numbers gives out those of blocks, and is in no transaction
   */
  public SimulatedTables(LongSupplier numbers) {
    this.numbers = numbers;
  }

  /** Empty tables that number their blocks themselves. */
  SimulatedTables() {
    this(new AtomicLong()::getAndIncrement);
  }

  /** The same rows. */
  public SimulatedTables copy() {
    SimulatedTables copy = new SimulatedTables(numbers);
    copy.blocks.addAll(blocks);
    copy.chunks.addAll(chunks);
    copy.horizon = horizon;
    return copy;
  }

  /** As a poll does. */
  public void write(int home, Source source, byte[] frame, long seq) {
    blocks.add(new BlockRow(home, 0, 0, new TakenBlock(seq, source, frame)));
  }

  /** The same, for home 0. */
  void write(byte[] frame) {
    long seq = numbers.getAsLong();
    write(0, new Source(0, seq, seq), frame, seq);
  }

  /**
   * What a reader sees: chunks, then level 1, then level 0, by seq; the last wins. A reading that
   * is in two chunks is none.
   */
  public Map<Reading.Key, Double> read() {
    Map<Reading.Key, Double> last = readChunks();
    blocks.stream().sorted(ORDER).forEach(row -> put(last, row.readings()));
    return last;
  }

  /** What a reader sees in chunks. */
  public Map<Reading.Key, Double> readChunks() {
    Map<Reading.Key, Double> last = new HashMap<>();
    int readings = 0;
    for (ChunkRow row : chunks) {
      put(last, row.readings());
      readings += row.readings().size();
    }
    if (last.size() < readings) {
      last.replaceAll((key, value) -> Double.NaN);
    }
    return last;
  }

  private static void put(Map<Reading.Key, Double> last, ReadingColumns readings) {
    for (int i = 0; i < readings.size(); i++) {
      last.put(new Reading.Key(readings.seriesId(i), readings.timeMicros(i)), readings.value(i));
    }
  }

  /** The rows of these tables. */
  List<BlockRow> blocks() {
    return blocks;
  }

  List<ChunkRow> chunkRows() {
    return chunks;
  }

  List<Chunk> chunks() {
    return chunks.stream().map(ChunkRow::chunk).toList();
  }

  /** The groups of a home with blocks of level 1. */
  public List<Long> groups(int home) {
    return blocks.stream()
        .filter(one -> one.home() == home && one.level() == 1)
        .map(BlockRow::group)
        .distinct()
        .toList();
  }

  /** How many blocks of a level the home has. */
  public int blocks(int home, int level) {
    return (int) blocks.stream().filter(one -> one.home() == home && one.level() == level).count();
  }

  /** Whether something waits to be merged. */
  public boolean hasBlocks() {
    return !blocks.isEmpty();
  }

  @Override
  public boolean lock(int home) {
    return true;
  }

  @Override
  public List<TakenBlock> takeWritten(int home, int mostReadings) {
    return take(home, 0, 0, mostReadings, ORDER, row -> true);
  }

  @Override
  public List<TakenBlock> takeGathered(int home, long group, int mostReadings) {
    return take(home, 1, group, mostReadings, ORDER, row -> true);
  }

  /** Takes the first of the rows that may be taken. */
  List<TakenBlock> take(
      int home,
      int level,
      long group,
      int mostReadings,
      Comparator<BlockRow> order,
      Predicate<BlockRow> mayBeTaken) {
    List<BlockRow> there =
        blocks.stream()
            .filter(row -> row.isOf(home, level, group) && mayBeTaken.test(row))
            .sorted(order)
            .toList();
    List<BlockRow> taken = new ArrayList<>();
    int readings = 0;
    for (BlockRow row : there) {
      if (readings < mostReadings) {
        taken.add(row);
        readings += row.readings().size();
      }
    }
    blocks.removeAll(taken);
    return taken.stream().map(BlockRow::taken).sorted(BY_SEQ).toList();
  }

  @Override
  public void writeBlocks(int home, Source source, List<GroupBlock> written) {
    written.forEach(block -> write(home, 1, source, block));
  }

  /** Writes a block of a level. */
  void write(int home, int level, Source source, GroupBlock block) {
    TakenBlock row = new TakenBlock(numbers.getAsLong(), source, block.body());
    BlockRow added = new BlockRow(home, level, level == 0 ? 0 : block.group(), row);
    added.check(block);
    blocks.add(added);
  }

  /** Writes a block once more. */
  void writeAgain(BlockRow row) {
    TakenBlock taken = row.taken();
    TakenBlock again = new TakenBlock(numbers.getAsLong(), taken.source(), taken.body());
    blocks.add(new BlockRow(row.home(), row.level(), row.group(), again));
  }

  @Override
  public List<ChunkPlace> findChunks(ReadingColumns readings, List<SeriesDay> days) {
    List<ChunkPlace> found = new ArrayList<>();
    for (SeriesDay day : days) {
      List<ChunkPlace> ofDay =
          chunks.stream()
              .map(ChunkRow::at)
              .filter(day::contains)
              .sorted(Comparator.comparingLong(ChunkPlace::lastMicros))
              .toList();
      long first = readings.timeMicros(day.slice().from());
      long last = readings.timeMicros(day.slice().to() - 1);
      @Nullable ChunkPlace before = null;
      @Nullable ChunkPlace after = null;
      List<ChunkPlace> between = new ArrayList<>();
      for (ChunkPlace place : ofDay) {
        if (place.lastMicros() < first) {
          before = place;
        } else if (place.lastMicros() < last) {
          between.add(place);
        } else if (after == null) {
          after = place;
        }
      }
      addUnlessNull(found, before);
      found.addAll(between);
      addUnlessNull(found, after);
    }
    return found;
  }

  private static void addUnlessNull(Collection<ChunkPlace> found, @Nullable ChunkPlace place) {
    if (place != null) {
      found.add(place);
    }
  }

  /** The chunks at these places. */
  List<ChunkRow> findChunks(List<ChunkPlace> places) {
    return chunks.stream().filter(row -> places.contains(row.at())).toList();
  }

  @Override
  public List<TakenChunk> takeChunks(List<ChunkPlace> places) {
    List<ChunkRow> taken = findChunks(places);
    chunks.removeAll(taken);
    return taken.stream().map(ChunkRow::taken).toList();
  }

  @Override
  public int writeChunks(List<Chunk> written) {
    int expired = 0;
    for (Chunk chunk : written) {
      if (chunk.at().lastMicros() < horizon) {
        expired += chunk.at().size();
      } else {
        checkUnique(chunk.at());
        chunks.add(new ChunkRow(chunk));
      }
    }
    return expired;
  }

  private void checkUnique(ChunkPlace place) {
    for (ChunkRow row : chunks) {
      if (row.at().seriesId() == place.seriesId() && row.at().lastMicros() == place.lastMicros()) {
        throw new IllegalStateException("the key of a chunk exists: " + place);
      }
    }
  }

  /** Drops all days that lie before the time, as if each had a partition. */
  void dropBefore(long micros) {
    horizon = Math.floorDiv(micros, SeriesDay.LENGTH_MICROS) * SeriesDay.LENGTH_MICROS;
    chunks.removeIf(row -> row.at().lastMicros() < horizon);
  }
}
