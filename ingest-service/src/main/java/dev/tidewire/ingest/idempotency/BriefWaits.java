package dev.tidewire.ingest.idempotency;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** Waits that all end after the same time, if they have not ended before. Thread-safe. */
final class BriefWaits {
  private final Duration atMost;
  private final LongSupplier nanoTime;

  /** The oldest first. */
  private final Queue<Wait> waits = new ConcurrentLinkedQueue<>();

  private record Wait(Runnable then, long deadline, AtomicBoolean isOver) {
    void end() {
      if (isOver.compareAndSet(false, true)) {
        then.run();
      }
    }
  }

  BriefWaits(Duration atMost, LongSupplier nanoTime) {
    this.atMost = atMost;
    this.nanoTime = nanoTime;
  }

  /**
   * Begins to wait.
   *
   * @param then called once when the wait ends
   * @return ends it
   */
  Runnable begin(Runnable then) {
    Wait wait = new Wait(then, nanoTime.getAsLong() + atMost.toNanos(), new AtomicBoolean());
    waits.add(wait);
    return wait::end;
  }

  /** Ends those that have waited for long enough; to be called again and again. */
  void endLate() {
    long now = nanoTime.getAsLong();
    for (Wait next = waits.peek(); next != null; next = waits.peek()) {
      if (now - next.deadline() >= 0) {
        next.end();
      }
      if (!next.isOver().get()) {
        return;
      }
      waits.remove(next);
    }
  }
}
