package dev.tidewire.ingest.fairness;

import java.util.Locale;

/** Whose limit it is. */
public enum LimitKind {
  /** Of who sends. */
  CLIENT,
  /** Of what is measured. */
  SENSOR;

  /** As metrics and header fields have it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
