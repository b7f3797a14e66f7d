package dev.tidewire.ingest.publish;

import java.util.function.Consumer;

/** Collects the fates of the batches of one request and reports them when the last is known. */
public final class Delivery {
  private final Consumer<PublishOutcome> whenDone;
  private final int[] readings = new int[BatchFate.values().length];
  private int open;
  private String reason = "";

  /**
   * @param batches how many fates there will be
   * @param whenDone called once, by the thread that brings the last
   */
  public Delivery(int batches, Consumer<PublishOutcome> whenDone) {
    this.open = batches;
    this.whenDone = whenDone;
  }

  /** Records the fate of a batch; thread-safe. */
  public void settle(BatchFate fate, int readingsOfBatch, String why) {
    PublishOutcome outcome;
    synchronized (this) {
      readings[fate.ordinal()] += readingsOfBatch;
      reason = why.isEmpty() ? reason : why;
      if (--open > 0) {
        return;
      }
      outcome =
          new PublishOutcome(
              readings[BatchFate.ACCEPTED.ordinal()],
              readings[BatchFate.UNKNOWN.ordinal()],
              readings[BatchFate.NOT_SENT.ordinal()],
              readings[BatchFate.REFUSED.ordinal()],
              reason);
    }
    whenDone.accept(outcome);
  }
}
