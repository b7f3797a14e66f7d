package dev.tidewire.processing;

import dev.tidewire.local.DatabaseUsers;
import dev.tidewire.local.Postgres;
import dev.tidewire.local.SecurePostgres;
import dev.tidewire.local.TestStack;
import dev.tidewire.local.fault.FaultProxy;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the service under test on the shared broker and database, over a network that can fail. Its
 * user has the least rights: a statement that needs more fails its test. It reaches the database
 * over TLS, unless the servers are containers.
 */
public final class RealStack implements QuarkusTestResourceLifecycleManager {
  /** The service's user in the database. */
  public static final String ROLE = DatabaseUsers.WRITER;

  private @Nullable FaultProxy network;
  private @Nullable SecurePostgres secure;

  @Override
  public Map<String, String> start() {
    TestStack stack = TestStack.shared();
    Postgres postgres = stack.postgres();
    DatabaseUsers.create(postgres);
    stack.migrate();
    FaultProxy proxy = FaultProxy.inFrontOf(postgres.port());
    network = proxy;
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", stack.kafkaBootstrapServers());
    settings.put(
        "quarkus.datasource.reactive.url",
        "postgresql://127.0.0.1:%d/%s".formatted(proxy.port(), postgres.database()));
    settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl());
    settings.put("quarkus.datasource.username", ROLE);
    settings.put("quarkus.datasource.password", ROLE);
    if (stack.hasProxies()) {
      settings.putAll(encrypt());
    }
    return settings;
  }

  private Map<String, String> encrypt() {
    SecurePostgres postgres = SecurePostgres.of(TestStack.shared().postgres());
    secure = postgres;
    return postgres.settings();
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(network, field -> field.getType().equals(FaultProxy.class));
    injector.injectIntoFields(secure, field -> field.getType().equals(SecurePostgres.class));
  }

  @Override
  public void stop() {
    // The stack is shared by all tests and ends with the JVM.
    if (network != null) {
      network.close();
    }
    if (secure != null) {
      secure.close();
    }
  }
}
