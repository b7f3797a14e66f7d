package dev.tidewire.ingest.intake;

/** What becomes of a reading whose time cannot be right. */
public enum ClockPolicy {
  /** It is refused as a bad item. */
  REFUSE,
  /** It gets the time of receipt, as a reading without a time does, and the answer counts it. */
  CLAMP,
  /** It is taken as it is. */
  KEEP
}
