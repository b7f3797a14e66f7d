package dev.tidewire.query;

import dev.tidewire.local.DatabaseUsers;
import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import dev.tidewire.local.fault.FaultProxy;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the service under test on the shared database, which outlives it, over a network that can
 * fail. Its user has the least rights: a statement that needs more fails its test.
 */
public final class RealPostgres implements QuarkusTestResourceLifecycleManager {
  private @Nullable FaultProxy network;

  @Override
  public Map<String, String> start() {
    Postgres postgres = TestStack.shared().postgres();
    DatabaseUsers.create(postgres);
    TestStack.shared().migrate();
    FaultProxy proxy = FaultProxy.inFrontOf(postgres.port());
    network = proxy;
    return Map.of(
        "quarkus.datasource.reactive.url",
            "postgresql://127.0.0.1:%d/%s".formatted(proxy.port(), postgres.database()),
        "quarkus.datasource.username", DatabaseUsers.READER,
        "quarkus.datasource.password", DatabaseUsers.READER);
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(network, field -> field.getType().equals(FaultProxy.class));
  }

  @Override
  public void stop() {
    // The database ends with the JVM.
    if (network != null) {
      network.close();
    }
  }
}
