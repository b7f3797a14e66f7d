package dev.tidewire.ingest;

import dev.tidewire.local.TestStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Connects the service under test to the shared broker, which outlives it. */
public class StackResource implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return Map.of(
        "kafka.bootstrap.servers",
        TestStack.shared().kafkaBootstrapServers(),
        "tidewire.ingest.push-by-get",
        "true");
  }

  @Override
  public void stop() {
    // The stack ends with the JVM.
  }
}
