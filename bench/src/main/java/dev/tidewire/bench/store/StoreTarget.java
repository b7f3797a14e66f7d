package dev.tidewire.bench.store;

import dev.tidewire.bench.load.ReadingStream;
import java.io.IOException;

/** What stores readings, and is measured while it does. */
interface StoreTarget extends AutoCloseable {
  String name();

  /** Deletes all readings. */
  void empty() throws IOException, InterruptedException;

  /**
   * Stores the next batches of the stream as fast as it can, and puts its files in order: what it
   * merges, vacuums and flushes counts for the CPU and not for the time.
   */
  StoreRound take(ReadingStream stream, long batches) throws IOException, InterruptedException;

  /** What its processes keep in memory. */
  long residentBytes();

  @Override
  void close() throws IOException;
}
