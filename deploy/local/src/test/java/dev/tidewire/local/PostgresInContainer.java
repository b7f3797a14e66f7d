package dev.tidewire.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The database in a container. */
final class PostgresInContainer extends ContainerServer {
  PostgresInContainer() {
    super(container(), KafkaInContainer.freePort(), PostgreSQLContainer.POSTGRESQL_PORT);
  }

  private static PostgreSQLContainer container() {
    return new PostgreSQLContainer("postgres:18")
        .withDatabaseName("tidewire")
        .withUsername("postgres")
        .withPassword("postgres")
        // Testcontainers turns fsync off by default; these tests are about durability.
        .withCommand("postgres", "-c", "fsync=on");
  }

  @Override
  boolean isReady() {
    String url = "jdbc:postgresql://%s:%d/tidewire".formatted(host(), port());
    try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres")) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }
}
