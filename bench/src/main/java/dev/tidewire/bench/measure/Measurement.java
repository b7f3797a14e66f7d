package dev.tidewire.bench.measure;

import java.util.Locale;

/** What can be measured, in the order it is. */
public enum Measurement {
  /** The whole way of readings, beside the bare insert and the bare producer. */
  STORE,
  /** Latest and range, beside a bare server. */
  QUERY,
  /** Acknowledged batches, beside a bare endpoint. */
  INGEST,
  /** Five minutes of full load. */
  SOAK;

  /** Its name on the command line. */
  public String option() {
    return name().toLowerCase(Locale.ROOT);
  }
}
