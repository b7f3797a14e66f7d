package dev.tidewire.bench.report;

/** What a reading costs on its way from HTTP to the table. */
public enum Cost {
  INGEST("µs of CPU in ingest"),
  KAFKA("µs of CPU in Kafka, a copy"),
  PROCESSING("µs of CPU in processing"),
  POSTGRES("µs of CPU in Postgres"),
  TOPIC("bytes in the topic, a copy"),
  /** Includes the full pages that are written after a checkpoint. */
  WAL("bytes in the database's log"),
  TABLE("bytes in the table and its index");

  private final String label;

  Cost(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
