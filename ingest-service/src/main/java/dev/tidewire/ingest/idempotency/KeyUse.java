package dev.tidewire.ingest.idempotency;

import java.util.Locale;

/** What a key was found to be, as metrics call it. */
public enum KeyUse {
  /** Used for the first time. */
  FIRST,
  /** Used before, by an attempt that left no answer. */
  AGAIN,
  /** Of a request that has its answer. */
  REPLAYED,
  /** Of a request that is being carried out. */
  IN_PROGRESS,
  /** Of another request. */
  OTHER_REQUEST,
  /** Not known, because the log could not be asked in time. */
  UNKNOWN;

  /** Lower-case words joined by hyphens. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
