package dev.tidewire.query.http;

import dev.tidewire.local.TestStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Connects the service under test to the shared broker, which outlives it. */
public final class RealKafka implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return Map.of("kafka.bootstrap.servers", TestStack.shared().kafkaBootstrapServers());
  }

  @Override
  public void stop() {
    // The broker ends with the JVM.
  }
}
