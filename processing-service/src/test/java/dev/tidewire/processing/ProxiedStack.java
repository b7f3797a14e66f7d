package dev.tidewire.processing;

import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import dev.tidewire.local.fault.FaultProxy;
import dev.tidewire.local.machine.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Like {@link RealStack}, with a network in front of the database that can fail. */
public final class ProxiedStack implements QuarkusTestResourceLifecycleManager {
  private final RealStack stack = new RealStack();
  private @Nullable FaultProxy proxy;

  @Override
  public Map<String, String> start() {
    Map<String, String> config = new HashMap<>(stack.start());
    Postgres postgres = TestStack.shared().postgres();
    proxy = new FaultProxy(freePort(), postgres.port());
    config.put(
        "quarkus.datasource.reactive.url",
        "postgresql://127.0.0.1:%d/%s".formatted(proxy.port(), postgres.database()));
    return config;
  }

  private static int freePort() {
    try {
      return Ports.free();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot find a free port", e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(proxy, field -> field.getType().equals(FaultProxy.class));
  }

  @Override
  public void stop() {
    if (proxy != null) {
      proxy.close();
    }
  }
}
