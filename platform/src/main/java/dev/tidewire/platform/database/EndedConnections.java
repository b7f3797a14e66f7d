package dev.tidewire.platform.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

/** Counts and logs the connections that were ended before their time. */
final class EndedConnections {
  private static final Logger LOG = Logger.getLogger(EndedConnections.class);

  private final Counter silent;
  private final Counter readOnly;

  EndedConnections(MeterRegistry registry) {
    this.silent = counter(registry, "silent");
    this.readOnly = counter(registry, "read-only");
  }

  void silent() {
    silent.increment();
    LOG.warn("The database has been silent on a connection for too long; the connection is closed");
  }

  void readOnly() {
    readOnly.increment();
    LOG.warn("The database has become read-only; the connection is closed");
  }

  private static Counter counter(MeterRegistry registry, String reason) {
    return Counter.builder("tidewire.database.connections.ended")
        .description("Connections closed because the database fell silent or became read-only")
        .tag("reason", reason)
        .register(registry);
  }
}
