package dev.tidewire.processing.readings;

import dev.tidewire.processing.intake.RefusedReadings;
import java.util.List;

/**
 * What a poll holds of one partition, packed.
 *
 * @param readings how many there are, without the refused ones
 * @param converted how many of them were sent in another unit than the one of their series
 * @param blocks they hold, of readings with the same series and time, the last one
 * @param refused readings that can never be stored
 */
public record PackedSource(
    int source, int readings, int converted, List<Block> blocks, List<RefusedReadings> refused) {
  /** How many readings were replaced by a later one of the same series and time. */
  public int replaced() {
    return readings - blocks.stream().mapToInt(Block::n).sum();
  }
}
