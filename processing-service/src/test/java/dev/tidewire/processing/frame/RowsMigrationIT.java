package dev.tidewire.processing.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import dev.tidewire.processing.Database;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database of the version that stored a row a reading. */
class RowsMigrationIT {
  private static final String SCHEMA = "rows_migration";

  @AfterEach
  void drop() throws Exception {
    Database.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
  }

  @Test
  void storedRows_areRefusedAndStayAsTheyAre() throws Exception {
    // Given
    upTo("5").migrate();
    Database.execute(
        """
        CREATE TABLE rows_migration.reading_all PARTITION OF rows_migration.reading DEFAULT;
        INSERT INTO rows_migration.series (sensor, metric) VALUES ('old', 'value');
        INSERT INTO rows_migration.reading VALUES (1, '2026-11-29T10:00:00Z', 1.5)
        """);

    // Then
    assertThatThrownBy(() -> upTo("latest").migrate())
        .isInstanceOf(FlywayException.class)
        .hasMessageContainingAll("holds rows", "GET /v1/readings", "empty database");
    assertThat(Database.strings("SELECT value FROM rows_migration.reading")).containsExactly("1.5");
    assertThat(Database.strings("SELECT sensor FROM rows_migration.series")).containsExactly("old");

    // When
    Database.execute("DELETE FROM rows_migration.reading");
    upTo("latest").migrate();

    // Then
    assertThat(
            Database.strings(
                "SELECT relkind FROM pg_class WHERE oid = 'rows_migration.reading'::regclass"))
        .containsExactly("v");
    assertThat(Database.strings("SELECT count(*) FROM rows_migration.series")).containsExactly("0");
  }

  private static Flyway upTo(String version) {
    Postgres postgres = TestStack.shared().postgres();
    return Flyway.configure()
        .dataSource(postgres.jdbcUrl(), postgres.username(), postgres.password())
        .schemas(SCHEMA)
        .locations("classpath:db/migration")
        .target(version)
        .load();
  }
}
