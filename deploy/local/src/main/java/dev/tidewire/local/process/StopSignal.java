package dev.tidewire.local.process;

/** The signal by which a process is asked to stop. */
public enum StopSignal {
  /** Stops a JVM in an orderly way. */
  TERM,
  /** Stops Postgres without waiting for its clients to leave. */
  INT
}
