package dev.tidewire.bench.measure;

import java.util.Locale;

/** What can be measured, in the order of a run. */
public enum Measurement {
  /** Readings from HTTP to the table, beside a bare insert. */
  STORE,
  /** Latest and range, beside a bare server. */
  QUERY,
  /** Five minutes of full load. */
  SOAK,
  /** Acknowledged readings, beside a bare endpoint and a bare producer. */
  INGEST;

  /** Its name on the command line. */
  public String option() {
    return name().toLowerCase(Locale.ROOT);
  }
}
