package dev.tidewire.e2e.fault;

import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;

/** A part of the system with its own processes. */
public enum Part {
  INGEST("ingest"),
  PROCESSING("processing"),
  BROKER("broker"),
  POSTGRES("Postgres");

  private final String called;

  Part(String called) {
    this.called = called;
  }

  @Override
  public String toString() {
    return called;
  }

  void kill(Tidewire tidewire) {
    switch (this) {
      case INGEST, PROCESSING -> service(tidewire).kill();
      case BROKER -> tidewire.servers().killKafka();
      case POSTGRES -> tidewire.servers().killPostgres();
    }
  }

  void stop(Tidewire tidewire) {
    switch (this) {
      case INGEST, PROCESSING -> service(tidewire).stop();
      case BROKER -> tidewire.servers().stopKafka();
      case POSTGRES -> tidewire.servers().stopPostgres();
    }
  }

  void start(Tidewire tidewire) {
    switch (this) {
      case INGEST, PROCESSING -> service(tidewire).start();
      case BROKER -> tidewire.servers().startKafka();
      case POSTGRES -> tidewire.servers().startPostgres();
    }
  }

  void freeze(Tidewire tidewire) {
    switch (this) {
      case INGEST, PROCESSING -> service(tidewire).freeze();
      case BROKER -> tidewire.servers().freezeKafka();
      case POSTGRES -> tidewire.servers().freezePostgres();
    }
  }

  void thaw(Tidewire tidewire) {
    switch (this) {
      case INGEST, PROCESSING -> service(tidewire).thaw();
      case BROKER -> tidewire.servers().thawKafka();
      case POSTGRES -> tidewire.servers().thawPostgres();
    }
  }

  private Service service(Tidewire tidewire) {
    return this == INGEST ? tidewire.ingest() : tidewire.processing();
  }
}
