package dev.tidewire.bench.machine;

import java.util.List;

/** Whose CPU time and memory it is. */
public enum Part {
  INGEST("ingest"),
  PROCESSING("processing"),
  QUERY("query"),
  KAFKA("Kafka"),
  POSTGRES("Postgres"),
  /** Starts and watches the other processes of the stack. */
  SUPERVISOR("supervisor"),
  /** The benchmark itself: renders requests, sends them, reads answers. */
  LOAD("load generator"),
  /** Another store of time series. */
  PEER("peer");

  /** The services of Tidewire. */
  public static final List<Part> SERVICES = List.of(INGEST, PROCESSING, QUERY);

  private final String label;

  Part(String label) {
    this.label = label;
  }

  /** Its name in the report. */
  public String label() {
    return label;
  }
}
