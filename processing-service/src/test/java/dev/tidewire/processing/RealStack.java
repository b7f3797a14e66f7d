package dev.tidewire.processing;

import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Runs the service under test on the shared broker and database. */
public final class RealStack implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    TestStack stack = TestStack.shared();
    stack.migrate();
    Postgres postgres = stack.postgres();
    return Map.of(
        "kafka.bootstrap.servers", stack.kafkaBootstrapServers(),
        "quarkus.datasource.reactive.url", postgres.reactiveUrl(),
        "quarkus.datasource.jdbc.url", postgres.jdbcUrl(),
        "quarkus.datasource.username", postgres.username(),
        "quarkus.datasource.password", postgres.password());
  }

  @Override
  public void stop() {
    // The stack ends with the JVM, for all tests at once.
  }
}
