package dev.tidewire.processing.order;

import dev.tidewire.processing.chunk.Checked;
import dev.tidewire.processing.chunk.Merged;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An operator's order to merge everything that waits in the homes of this process, or to check
 * everything that is stored.
 *
 * @param endedAt null while it runs
 * @param blocks taken so far; of a scrub the blocks and chunks that were checked
 * @param readings in those blocks
 * @param skipped homes and groups left out so far, because a frame is damaged, the database refuses
 *     to merge them or another process does
 * @param damaged blocks and chunks that a scrub has found damaged so far
 * @param cause of its failure; null unless it has failed
 */
public record MergeOrder(
    Kind kind,
    State state,
    Instant startedAt,
    @Nullable Instant endedAt,
    long blocks,
    long readings,
    int skipped,
    int damaged,
    @Nullable String cause) {

  /** What is done. */
  public enum Kind {
    /** Blocks of level 0 are gathered. */
    MERGE,
    /** Blocks of level 0 are gathered, and then all groups are settled. */
    SETTLE,
    /** All that is stored is checked for damage. */
    SCRUB;

    /** The word for it in requests and answers. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How far it is. */
  public enum State {
    RUNNING,
    DONE,
    FAILED;

    /** The word for it in answers. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static MergeOrder begun(Kind kind, Instant now) {
    return new MergeOrder(kind, State.RUNNING, now, null, 0, 0, 0, 0, null);
  }

  MergeOrder did(Merged merged) {
    return counting(merged.blocks(), merged.readings(), 0, 0);
  }

  MergeOrder skippedOne() {
    return counting(0, 0, 1, 0);
  }

  MergeOrder checked(Checked checked) {
    return counting(checked.rows(), checked.readings(), 0, checked.damaged());
  }

  private MergeOrder counting(int moreBlocks, int moreReadings, int moreSkipped, int moreDamaged) {
    return new MergeOrder(
        kind,
        state,
        startedAt,
        endedAt,
        blocks + moreBlocks,
        readings + moreReadings,
        skipped + moreSkipped,
        damaged + moreDamaged,
        cause);
  }

  /**
   * @param failure null if it is done
   */
  MergeOrder ended(Instant now, @Nullable String failure) {
    State end = failure == null ? State.DONE : State.FAILED;
    return new MergeOrder(kind, end, startedAt, now, blocks, readings, skipped, damaged, failure);
  }
}
