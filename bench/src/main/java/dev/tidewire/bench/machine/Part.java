package dev.tidewire.bench.machine;

/** Whose CPU time and memory it is. */
public enum Part {
  INGEST("ingest", "#1f77b4"),
  PROCESSING("processing", "#2ca02c"),
  QUERY("query", "#9467bd"),
  KAFKA("Kafka", "#ff7f0e"),
  POSTGRES("Postgres", "#d62728"),
  /** The benchmark itself: renders requests, sends them, reads answers. */
  LOAD("load generator", "#8c8c8c"),
  /** A program that does nothing but what a limit is measured with. */
  LIMIT("bare client", "#17becf"),
  /** Starts and watches the others. */
  SUPERVISOR("supervisor", "#bcbd22");

  private final String label;
  private final String colour;

  Part(String label, String colour) {
    this.label = label;
    this.colour = colour;
  }

  /** What people call it. */
  public String label() {
    return label;
  }

  /** Its colour in plots. */
  public String colour() {
    return colour;
  }
}
