package dev.tidewire.bench.measure;

import java.util.Locale;

/** What can be measured, in the order of a run. */
public enum Measurement {
  STORE,
  QUERY,
  SOAK,
  INGEST;

  /** Its name on the command line. */
  public String option() {
    return name().toLowerCase(Locale.ROOT);
  }
}
