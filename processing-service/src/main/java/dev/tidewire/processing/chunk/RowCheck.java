package dev.tidewire.processing.chunk;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.frame.BrokenFrame;
import dev.tidewire.contract.frame.DecodedFrame;
import dev.tidewire.contract.frame.FrameDecoder;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.contract.frame.SeriesGroup;
import java.util.Optional;
import java.util.function.Function;

/** Compares what stored rows say with the readings in their frames. */
public final class RowCheck {
  private RowCheck() {}

  /** What is wrong with a chunk; empty if nothing is. */
  public static Optional<String> ofChunk(Chunk row) {
    return check(row.body(), readings -> ofChunk(row, readings));
  }

  /** What is wrong with a block; empty if nothing is. */
  public static Optional<String> ofBlock(int level, GroupBlock row) {
    return check(row.body(), readings -> ofBlock(level, row, readings));
  }

  private static Optional<String> check(
      byte[] body, Function<ReadingColumns, Optional<String>> compare) {
    DecodedFrame frame = FrameDecoder.decode(body);
    if (frame instanceof BrokenFrame broken) {
      return Optional.of(broken.detail());
    }
    ReadingColumns readings = (ReadingColumns) frame;
    return readings.size() == 0 ? Optional.of("The frame is empty") : compare.apply(readings);
  }

  private static Optional<String> ofChunk(Chunk row, ReadingColumns readings) {
    int last = readings.size() - 1;
    if (readings.seriesId(0) != readings.seriesId(last)) {
      return Optional.of("The readings are of several series");
    }
    if (SeriesDay.of(readings).size() > 1) {
      return Optional.of("The readings are of several days");
    }
    Chunk actual = Chunk.of(readings, new Slice(0, readings.size()), row.body());
    return actual.equals(row) ? Optional.empty() : differ(words(row), words(actual));
  }

  private static Optional<String> ofBlock(int level, GroupBlock row, ReadingColumns readings) {
    long group = level == 0 ? 0 : SeriesGroup.of(readings.seriesId(0));
    GroupBlock actual = GroupBlock.of(group, readings, new Slice(0, readings.size()), row.body());
    if (level > 0 && SeriesGroup.of(actual.lastSeries()) != group) {
      return Optional.of("The readings are of several groups");
    }
    return actual.equals(row) ? Optional.empty() : differ(words(row), words(actual));
  }

  private static Optional<String> differ(String row, String readings) {
    return Optional.of("The row says %s; its readings say %s".formatted(row, readings));
  }

  private static String words(Chunk chunk) {
    return "series %d, %d readings from %s to %s, first %s, last %s, least %s, greatest %s, total %s"
        .formatted(
            chunk.at().seriesId(),
            chunk.at().size(),
            ReadingTime.toInstant(chunk.at().firstMicros()),
            ReadingTime.toInstant(chunk.at().lastMicros()),
            chunk.first(),
            chunk.last(),
            chunk.least(),
            chunk.greatest(),
            chunk.total());
  }

  private static String words(GroupBlock block) {
    return "group %d, series %d to %d, %d readings from %s to %s"
        .formatted(
            block.group(),
            block.firstSeries(),
            block.lastSeries(),
            block.size(),
            ReadingTime.toInstant(block.minMicros()),
            ReadingTime.toInstant(block.maxMicros()));
  }
}
