package dev.tidewire.processing;

import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * Runs the service under test on the shared broker and database: as the owner of its tables, not as
 * the superuser, from whom no right can be taken.
 */
public final class RealStack implements QuarkusTestResourceLifecycleManager {
  /** The service's role in the database. */
  static final String ROLE = "tidewire_processing";

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
      ALTER TABLE watermark OWNER TO %1$s;
      """
          .formatted(ROLE);

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
    return Map.of(
        "kafka.bootstrap.servers", stack.kafkaBootstrapServers(),
        "quarkus.datasource.reactive.url", postgres.reactiveUrl(),
        "quarkus.datasource.jdbc.url", postgres.jdbcUrl(),
        "quarkus.datasource.username", ROLE,
        "quarkus.datasource.password", ROLE);
  }

  @Override
  public void stop() {
    // The stack ends with the JVM, for all tests at once.
  }
}
