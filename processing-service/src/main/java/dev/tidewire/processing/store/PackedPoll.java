package dev.tidewire.processing.store;

import dev.tidewire.processing.intake.MergedSeries;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.intake.RefusedReading;
import dev.tidewire.processing.readings.Block;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A poll as it will be stored.
 *
 * @param poll with all readings in the units of their series
 * @param refused readings that can never be stored; the blocks hold all others
 * @param serverStart of the server that gave the ids in the blocks, see {@link Identification};
 *     null when there are no blocks
 */
public record PackedPoll(
    Poll poll, List<RefusedReading> refused, List<Block> blocks, @Nullable Long serverStart) {
  /**
   * What was stored.
   *
   * @param readings those that another of the same series and time replaced included
   * @param replaced readings whose series and time occurred again in the poll
   * @param converted readings that were sent in another unit than the one of their series
   */
  public record Stored(int readings, int replaced, int converted) {}

  /** What is stored when the blocks of these partitions are. */
  public Stored stored(Set<Integer> partitions) {
    int readings = 0;
    int converted = 0;
    for (MergedSeries series : poll.series()) {
      if (partitions.contains(series.source())) {
        readings += series.readings().size();
        converted += series.converted();
      }
    }
    int left =
        blocks.stream()
            .filter(block -> partitions.contains(block.source().partition()))
            .mapToInt(Block::n)
            .sum();
    return new Stored(readings, readings - left, converted);
  }
}
