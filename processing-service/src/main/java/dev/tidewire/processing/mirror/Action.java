package dev.tidewire.processing.mirror;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A redrive or discard that somebody has started.
 *
 * @param asked the request's selection and rate, as JSON
 * @param tally how many letters
 * @param finishedAtMicros null while it runs, and when its process died
 * @param auditId of the record of its order in the audit
 */
public record Action(
    long id,
    ActionKind kind,
    String who,
    long atMicros,
    String asked,
    ActionState state,
    Tally tally,
    @Nullable Long finishedAtMicros,
    UUID auditId) {
  /**
   * How many letters an action is about.
   *
   * @param matched open letters that the selection matched at the start
   * @param exhausted those of them that have failed too often to be redriven again; they stay open
   * @param done letters that are redriven or discarded
   * @param refused letters that Kafka does not take; they stay open
   */
  public record Tally(long matched, long exhausted, long done, long refused) {}
}
