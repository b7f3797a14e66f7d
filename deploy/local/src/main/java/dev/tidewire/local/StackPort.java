package dev.tidewire.local;

/** The ports of the stack, each with the environment variable that changes it. */
enum StackPort {
  INGEST("ingest", "TIDEWIRE_INGEST_PORT", 8081),
  PROCESSING("processing", "TIDEWIRE_PROCESSING_PORT", 8082),
  QUERY("query", "TIDEWIRE_QUERY_PORT", 8083),
  KAFKA("Kafka", "TIDEWIRE_KAFKA_PORT", 19092),
  POSTGRES("Postgres", "TIDEWIRE_POSTGRES_PORT", 15432);

  private final String user;
  private final String variable;
  private final int defaultNumber;

  StackPort(String user, String variable, int defaultNumber) {
    this.user = user;
    this.variable = variable;
    this.defaultNumber = defaultNumber;
  }

  /** The process that listens on it. */
  String user() {
    return user;
  }

  String variable() {
    return variable;
  }

  int defaultNumber() {
    return defaultNumber;
  }

  /** Whether one of our services listens on it; of those there can be more than one. */
  boolean isService() {
    return switch (this) {
      case INGEST, PROCESSING, QUERY -> true;
      case KAFKA, POSTGRES -> false;
    };
  }
}
