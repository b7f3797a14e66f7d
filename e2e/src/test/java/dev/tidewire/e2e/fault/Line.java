package dev.tidewire.e2e.fault;

import dev.tidewire.e2e.stack.Tidewire;
import dev.tidewire.local.fault.FaultProxy;

/** The network between the services and a server. */
public enum Line {
  TO_BROKER("network to the broker"),
  TO_POSTGRES("network to Postgres");

  private final String called;

  Line(String called) {
    this.called = called;
  }

  @Override
  public String toString() {
    return called;
  }

  FaultProxy proxy(Tidewire tidewire) {
    return this == TO_BROKER ? tidewire.servers().kafkaProxy() : tidewire.servers().postgresProxy();
  }
}
