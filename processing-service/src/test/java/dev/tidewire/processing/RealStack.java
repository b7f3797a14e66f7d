package dev.tidewire.processing;

import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import dev.tidewire.local.fault.FaultProxy;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the service under test on the shared broker and database, over a network that can fail. Its
 * role owns the tables but is not the superuser, so that tests can revoke permissions.
 */
public final class RealStack implements QuarkusTestResourceLifecycleManager {
  /** The service's role in the database. */
  public static final String ROLE = "tidewire_processing";

  private static final String OWNERSHIP =
      """
      DO $$ BEGIN
        IF to_regrole('%1$s') IS NULL THEN
          CREATE ROLE %1$s LOGIN PASSWORD '%1$s';
        END IF;
      END $$;
      GRANT CREATE ON SCHEMA public TO %1$s;
      ALTER TABLE series OWNER TO %1$s;
      ALTER TABLE reading OWNER TO %1$s;
      ALTER TABLE series_run OWNER TO %1$s;
      ALTER SEQUENCE series_run_start OWNER TO %1$s;
      ALTER TABLE watermark OWNER TO %1$s;
      ALTER TABLE block OWNER TO %1$s;
      ALTER TABLE chunk OWNER TO %1$s;
      ALTER TABLE dead_letter OWNER TO %1$s;
      ALTER TABLE dead_letter_action OWNER TO %1$s;
      """
          .formatted(ROLE);

  private @Nullable FaultProxy network;

  @Override
  public Map<String, String> start() {
    TestStack stack = TestStack.shared();
    stack.migrate();
    try {
      Database.execute(OWNERSHIP);
    } catch (SQLException e) {
      throw new IllegalStateException("the service's role could not be made", e);
    }
    Postgres postgres = stack.postgres();
    FaultProxy proxy = FaultProxy.inFrontOf(postgres.port());
    network = proxy;
    return Map.of(
        "kafka.bootstrap.servers", stack.kafkaBootstrapServers(),
        "quarkus.datasource.reactive.url",
            "postgresql://127.0.0.1:%d/%s".formatted(proxy.port(), postgres.database()),
        "quarkus.datasource.jdbc.url", postgres.jdbcUrl(),
        "quarkus.datasource.username", ROLE,
        "quarkus.datasource.password", ROLE);
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(network, field -> field.getType().equals(FaultProxy.class));
  }

  @Override
  public void stop() {
    // The stack is shared by all tests and ends with the JVM.
    if (network != null) {
      network.close();
    }
  }
}
