package dev.tidewire.ingest.csv;

import dev.tidewire.ingest.format.BodyRefusedException;
import org.jspecify.annotations.Nullable;

/** Makes readings of records, all of which have the fields of the header. */
interface RecordReader {
  /**
   * Gives the readings of a record to the sink; returns what is wrong with all of it, or null.
   *
   * @param line where it begins
   */
  @Nullable String read(CsvRow row, int line) throws BodyRefusedException;

  /** Tells what was left out, after the last record. */
  void finish() throws BodyRefusedException;
}
