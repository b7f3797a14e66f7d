package dev.tidewire.processing.merge;

import dev.tidewire.processing.order.MergeOrder;
import dev.tidewire.processing.store.LastError;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the background merge of this process is doing, for people.
 *
 * @param blocks that wait to be gathered; null until the database has told
 * @param overdue that wait to be settled for longer than they should
 * @param behind where so many wait that storing slows down; null when nowhere
 * @param stopped what is not merged because a stored frame is damaged
 * @param refused what the database refuses to merge while it merges others
 * @param failed what is not merged because of an error in the program
 * @param damaged rows that were found damaged when all that is stored was checked
 * @param lastError the last failure, which may be over already; null when there was none
 * @param order the last order of an operator; null when there was none
 */
public record MergeReport(
    @Nullable Blocks blocks,
    Overdue overdue,
    @Nullable Behind behind,
    List<Stopped> stopped,
    List<Stopped> refused,
    List<Stopped> failed,
    List<Damaged> damaged,
    @Nullable LastError lastError,
    @Nullable MergeOrder order) {

  /**
   * Blocks of level 0.
   *
   * @param ageSeconds of the oldest; 0 if there is none
   */
  public record Blocks(long number, double ageSeconds) {}

  /**
   * Blocks of level 1 that were due to be settled when the process last tried, and stayed.
   *
   * @param seconds for which the oldest has waited since it was due; 0 if there is none
   */
  public record Overdue(long blocks, double seconds) {}

  /**
   * A damaged row.
   *
   * @param row its table and key
   * @param cause what is wrong with it
   */
  public record Damaged(String row, Instant since, String cause) {}

  /** The homes whose polls wait, in ascending order. */
  public record Behind(Instant since, List<Integer> homes) {}

  /**
   * A merge that has stopped.
   *
   * @param group whose blocks of level 1 are not settled; null when the home's blocks of level 0
   *     are not gathered
   * @param cause which row is damaged, and how; or why the database refuses
   */
  public record Stopped(int home, @Nullable Long group, Instant since, String cause) {
    /** The level of the blocks that stay. */
    public int level() {
      return group == null ? 0 : 1;
    }
  }
}
