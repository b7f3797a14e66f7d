package dev.tidewire.ingest.publish;

/** What became of one batch. */
public enum BatchFate {
  /** The broker has acknowledged it on all replicas in sync. */
  ACCEPTED,
  /** It was sent but not acknowledged in time: Kafka may have it or not. */
  UNKNOWN,
  /** It was not sent because there was no room or no broker; a later attempt may succeed. */
  NOT_SENT,
  /** The broker refuses it and would refuse it again. */
  REFUSED
}
