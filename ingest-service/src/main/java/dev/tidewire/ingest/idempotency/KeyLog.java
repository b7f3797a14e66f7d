package dev.tidewire.ingest.idempotency;

import java.time.Duration;
import java.util.function.Consumer;

/** The log that all replicas write and read: one order for all. */
public interface KeyLog {
  /**
   * Appends a record, and begins to read the log if nobody has yet. Never blocks. Records of one
   * attempt are in the order in which they are appended.
   *
   * @param atMost after this time it is tried no more
   * @param then called once on any thread, with whether all replicas in sync have it
   */
  void append(KeyRecord record, Duration atMost, Consumer<Boolean> then);

  /** Who reads it, on the threads of the log. */
  interface Reader {
    /**
     * The next record.
     *
     * @param atMillis when the broker has taken it
     */
    void read(KeyRecord record, long atMillis);

    /** Some time has passed. */
    void tick();
  }
}
