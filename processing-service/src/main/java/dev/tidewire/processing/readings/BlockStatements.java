package dev.tidewire.processing.readings;

import dev.tidewire.processing.watermark.Claim;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statement on the table {@code block} that stores polls. */
public interface BlockStatements {
  /**
   * Moves on each watermark of the claim that is where the claim knows it to be, and inserts the
   * blocks of these partitions, all in one transaction. Does nothing at a server that has started
   * at another time. Fails with the database's own error.
   *
   * @param serverStart of the server that gave the ids in the blocks; null when there are no blocks
   * @return the partitions that it moved on, and those that were at the end of the claim already:
   *     then it has been executed before and its answer was lost, or another consumer has stored
   *     the same records
   */
  Uni<Set<Integer>> write(List<Block> blocks, Claim claim, @Nullable Long serverStart);
}
