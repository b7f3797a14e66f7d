package dev.tidewire.ingest.kafka;

import dev.tidewire.ingest.batch.EncodedBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends the batches of one request in their order, a few megabytes at a time: the largest bodies
 * that are allowed have more than the producer's buffer holds. The next batch goes when others are
 * settled; so does one that found no room while others of the request were on their way.
 * Thread-safe.
 */
final class PacedSend {
  /** A quarter of the producer's buffer. */
  static final int WINDOW = 4 << 20;

  /** Sends a batch. */
  interface Sender {
    /** Never blocks. Calls {@link PacedSend#isSettled} once, now or later on any thread. */
    void send(EncodedBatch batch, PacedSend sends);
  }

  private final List<EncodedBatch> batches;
  private final Sender sender;
  private int next;
  private int onTheirWay;
  private boolean isRunning;
  private boolean lacksRoom;
  private @Nullable EncodedBatch current;

  PacedSend(List<EncodedBatch> batches, Sender sender) {
    this.batches = batches;
    this.sender = sender;
  }

  /** Sends what can be sent now. */
  void go() {
    for (EncodedBatch batch = begin(); batch != null; batch = following()) {
      sender.send(batch, this);
    }
  }

  private synchronized @Nullable EncodedBatch begin() {
    if (isRunning) {
      return null;
    }
    isRunning = true;
    return following();
  }

  private synchronized @Nullable EncodedBatch following() {
    current = null;
    if (next < batches.size() && !lacksRoom) {
      int bytes = batches.get(next).bytes().length;
      if (onTheirWay == 0 || onTheirWay + bytes <= WINDOW) {
        onTheirWay += bytes;
        current = batches.get(next++);
      }
    }
    isRunning = current != null;
    return current;
  }

  /**
   * A batch has been acknowledged or has failed; {@link #go} is to follow.
   *
   * @param foundNoRoom whether the producer's buffer was full
   * @return false when the batch will be sent again, and nothing is to follow
   */
  synchronized boolean isSettled(EncodedBatch batch, boolean foundNoRoom) {
    onTheirWay -= batch.bytes().length;
    lacksRoom = foundNoRoom && batch.equals(current) && onTheirWay > 0;
    next -= lacksRoom ? 1 : 0;
    return !lacksRoom;
  }
}
