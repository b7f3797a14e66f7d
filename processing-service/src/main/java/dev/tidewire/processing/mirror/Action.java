package dev.tidewire.processing.mirror;

import org.jspecify.annotations.Nullable;

/**
 * What somebody did, or is doing, to dead letters.
 *
 * @param asked the selection, as JSON
 * @param tally how many
 * @param finishedAtMicros null while it runs, and when nobody saw its end
 */
public record Action(
    long id,
    ActionKind kind,
    String who,
    long atMicros,
    String asked,
    ActionState state,
    Tally tally,
    @Nullable Long finishedAtMicros) {
  /**
   * How many letters an action is about.
   *
   * @param matched open letters that were asked for when it began
   * @param exhausted those of them that have failed too often to be redriven again; they stay open
   * @param done those that are redriven or discarded
   * @param refused those that Kafka does not take; they stay open
   */
  public record Tally(long matched, long exhausted, long done, long refused) {}
}
