package dev.tidewire.query;

import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Runs the service under test on the shared database, which outlives it. */
public final class RealPostgres implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    TestStack.shared().migrate();
    Postgres postgres = TestStack.shared().postgres();
    return Map.of(
        "quarkus.datasource.reactive.url", postgres.reactiveUrl(),
        "quarkus.datasource.username", postgres.username(),
        "quarkus.datasource.password", postgres.password());
  }

  @Override
  public void stop() {
    // The database ends with the JVM.
  }
}
