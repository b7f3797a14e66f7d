package dev.tidewire.local;

import dev.tidewire.local.fault.FaultProxy;
import dev.tidewire.local.kafka.ProxiedListener;

/** The proxies in front of a stack's servers. */
record Proxies(FaultProxy kafka, FaultProxy postgres) implements AutoCloseable {
  Proxies(ProxiedListener kafka, int postgresPort) {
    this(new FaultProxy(kafka.advertisedPort(), kafka.port()), FaultProxy.inFrontOf(postgresPort));
  }

  @Override
  public void close() {
    kafka.close();
    postgres.close();
  }
}
