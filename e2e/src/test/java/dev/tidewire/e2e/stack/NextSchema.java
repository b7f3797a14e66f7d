package dev.tidewire.e2e.stack;

import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import org.flywaydb.core.Flyway;

/** The migrations of a future release, run while the services run, as the migration Job does. */
public final class NextSchema {
  private static final String EXPANDED = "9000";
  private static final String CONTRACTED = "9001";

  private NextSchema() {}

  /** Adds what the current release does not know. */
  public static void expand() {
    migrateTo(EXPANDED);
  }

  /** Removes it again. */
  public static void contract() {
    migrateTo(CONTRACTED);
  }

  private static void migrateTo(String version) {
    Postgres postgres = TestStack.shared().postgres();
    Flyway.configure()
        .dataSource(postgres.jdbcUrl(), postgres.username(), postgres.password())
        .locations("classpath:db/migration", "classpath:next-schema")
        .target(version)
        .load()
        .migrate();
  }
}
