package dev.tidewire.local;

/** The ports of the stack, each with the environment variable that changes it. */
enum StackPort {
  INGEST("ingest", "TIDEWIRE_INGEST_PORT", 8081),
  PROCESSING("processing", "TIDEWIRE_PROCESSING_PORT", 8082),
  QUERY("query", "TIDEWIRE_QUERY_PORT", 8083),
  INGEST_MANAGEMENT("ingest's management", "TIDEWIRE_INGEST_MANAGEMENT_PORT", 9081),
  PROCESSING_MANAGEMENT("processing's management", "TIDEWIRE_PROCESSING_MANAGEMENT_PORT", 9082),
  QUERY_MANAGEMENT("query's management", "TIDEWIRE_QUERY_MANAGEMENT_PORT", 9083),
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

  /** Whether clients of one of our services use it. */
  boolean isService() {
    return switch (this) {
      case INGEST, PROCESSING, QUERY -> true;
      default -> false;
    };
  }

  /** Whether there can be more than one process that listens on such a port. */
  boolean isReplicated() {
    return this != KAFKA && this != POSTGRES;
  }

  /** Where the same service answers operators. */
  StackPort management() {
    return switch (this) {
      case INGEST -> INGEST_MANAGEMENT;
      case PROCESSING -> PROCESSING_MANAGEMENT;
      case QUERY -> QUERY_MANAGEMENT;
      default -> throw new IllegalArgumentException(this + " is no service");
    };
  }
}
