package dev.tidewire.bench.measure;

import java.util.Locale;

/** What can be measured. */
public enum Measurement {
  STORE,
  QUERY,
  SOAK,
  INGEST,
  FORMATS,
  STEADY;

  /** Its name on the command line. */
  public String option() {
    return name().toLowerCase(Locale.ROOT);
  }
}
