package dev.tidewire.processing.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.frame.FrameDecoder;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.processing.readings.Block;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The tables block and chunk in memory, of one home, in the most naive way. */
final class SimulatedTables implements MergeStatements {
  private record Block(int level, long group, TakenBlock taken) {}

  private final List<Block> blocks = new ArrayList<>();
  private final List<Chunk> chunks = new ArrayList<>();
  private long seq;
  private long horizon = ReadingTime.MIN_MICROS;

  /** As a poll does. */
  void write(byte[] frame) {
    add(0, 0, new Source(0, seq, seq), frame);
  }

  private void add(int level, long group, Source source, byte[] frame) {
    blocks.add(new Block(level, group, new TakenBlock(seq++, source, frame)));
  }

  /** What a reader sees: chunks, then level 1, then level 0, by seq; the last wins. */
  NavigableMap<Reading.Key, Double> read() {
    List<byte[]> frames = new ArrayList<>();
    chunks.forEach(chunk -> frames.add(chunk.body()));
    for (int level = 1; level >= 0; level--) {
      for (Block block : blocks) {
        if (block.level() == level) {
          frames.add(block.taken().body());
        }
      }
    }
    NavigableMap<Reading.Key, Double> last = new TreeMap<>();
    for (byte[] frame : frames) {
      last.putAll(Reading.last(Reading.all((ReadingColumns) FrameDecoder.decode(frame))));
    }
    return last;
  }

  List<Chunk> chunks() {
    return chunks;
  }

  List<Long> groups() {
    return blocks.stream().filter(one -> one.level() == 1).map(Block::group).distinct().toList();
  }

  boolean hasBlocks() {
    return !blocks.isEmpty();
  }

  @Override
  public boolean lock(int home) {
    return true;
  }

  @Override
  public List<TakenBlock> takeWritten(int home, int mostReadings) {
    return take(0, 0, mostReadings);
  }

  @Override
  public List<TakenBlock> takeGathered(int home, long group, int mostReadings) {
    return take(1, group, mostReadings);
  }

  private List<TakenBlock> take(int level, long group, int mostReadings) {
    List<TakenBlock> taken = new ArrayList<>();
    int readings = 0;
    for (Block block : List.copyOf(blocks)) {
      if (block.level() == level && block.group() == group && readings < mostReadings) {
        blocks.remove(block);
        taken.add(block.taken());
        readings += ((ReadingColumns) FrameDecoder.decode(block.taken().body())).size();
      }
    }
    return taken;
  }

  @Override
  public void writeBlocks(int home, Source source, List<GroupBlock> written) {
    for (GroupBlock block : written) {
      ReadingColumns columns = (ReadingColumns) FrameDecoder.decode(block.body());
      List<Reading> readings = Reading.all(columns);
      assertThat(block.size()).isEqualTo(readings.size()).isBetween(1, 1_500);
      assertThat(readings).allMatch(one -> Math.floorDiv(one.series(), 64L) == block.group());
      assertThat(block.firstSeries()).isEqualTo(readings.get(0).series());
      assertThat(block.lastSeries()).isEqualTo(readings.get(readings.size() - 1).series());
      assertThat(block.minMicros())
          .isEqualTo(readings.stream().mapToLong(Reading::micros).min().orElseThrow());
      assertThat(block.maxMicros())
          .isEqualTo(readings.stream().mapToLong(Reading::micros).max().orElseThrow());
      add(1, block.group(), source, block.body());
    }
  }

  @Override
  public List<ChunkPlace> findChunks(ReadingColumns readings, List<SeriesDay> days) {
    List<ChunkPlace> found = new ArrayList<>();
    for (SeriesDay day : days) {
      List<ChunkPlace> ofDay =
          chunks.stream()
              .map(Chunk::at)
              .filter(day::contains)
              .sorted(Comparator.comparingLong(ChunkPlace::lastMicros))
              .toList();
      long first = readings.timeMicros(day.slice().from());
      long last = readings.timeMicros(day.slice().to() - 1);
      List<ChunkPlace> before = ofDay.stream().filter(one -> one.lastMicros() < first).toList();
      List<ChunkPlace> after = ofDay.stream().filter(one -> one.lastMicros() >= last).toList();
      found.addAll(before.subList(Math.max(0, before.size() - 1), before.size()));
      ofDay.stream()
          .filter(one -> one.lastMicros() >= first && one.lastMicros() < last)
          .forEach(found::add);
      found.addAll(after.subList(0, Math.min(1, after.size())));
    }
    return found;
  }

  @Override
  public List<TakenChunk> takeChunks(List<ChunkPlace> places) {
    List<TakenChunk> taken = new ArrayList<>();
    for (Chunk chunk : List.copyOf(chunks)) {
      if (places.contains(chunk.at())) {
        chunks.remove(chunk);
        taken.add(new TakenChunk(chunk.at(), chunk.body()));
      }
    }
    return taken;
  }

  @Override
  public int writeChunks(List<Chunk> written) {
    int expired = 0;
    for (Chunk chunk : written) {
      if (chunk.at().lastMicros() < horizon) {
        expired += chunk.at().size();
      } else {
        chunks.add(chunk);
      }
    }
    return expired;
  }

  /** Drops all days that lie before the time, as if each had a partition. */
  void dropBefore(long micros) {
    horizon = Math.floorDiv(micros, SeriesDay.LENGTH_MICROS) * SeriesDay.LENGTH_MICROS;
    chunks.removeIf(chunk -> chunk.at().lastMicros() < horizon);
  }
}
