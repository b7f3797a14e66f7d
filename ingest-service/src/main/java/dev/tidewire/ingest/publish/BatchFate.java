package dev.tidewire.ingest.publish;

/** What became of one batch. */
public enum BatchFate {
  /** The broker has acknowledged it on all replicas in sync. */
  STORED,
  /** It was sent and not acknowledged in time: it may be in the log or not. */
  UNKNOWN,
  /** It was not sent, as there was no room or no broker for it; later there may be. */
  NOT_SENT,
  /** The broker refuses it and will refuse it again. */
  REFUSED
}
