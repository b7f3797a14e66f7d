package dev.tidewire.processing.readings;

import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.intake.RefusedReadings;
import dev.tidewire.processing.store.Stored;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A poll as it will be stored.
 *
 * @param serverStart when the server that gave the ids in the blocks has started, in microseconds
 *     since 1970; null when there are no blocks
 */
public record PackedPoll(Poll poll, List<PackedSource> sources, @Nullable Long serverStart) {
  /** All blocks. */
  public List<Block> blocks() {
    return sources.stream().flatMap(source -> source.blocks().stream()).toList();
  }

  /** The readings that can never be stored; the blocks hold all others. */
  public List<RefusedReadings> refused() {
    return Stream.concat(
            poll.expired().stream(), sources.stream().flatMap(source -> source.refused().stream()))
        .toList();
  }

  /** What is stored when the blocks of these partitions are. */
  public Stored stored(Set<Integer> partitions) {
    int readings = 0;
    int replaced = 0;
    int converted = 0;
    for (PackedSource source : sources) {
      if (partitions.contains(source.source())) {
        readings += source.readings() - source.replaced();
        replaced += source.replaced();
        converted += source.converted();
      }
    }
    return new Stored(readings, replaced, converted);
  }
}
