package dev.tidewire.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewire.local.StackSecurity;
import dev.tidewire.local.machine.FileTrees;
import dev.tidewire.local.machine.Ports;
import dev.tidewire.local.process.ChildProcess;
import dev.tidewire.local.process.ShortLived;
import dev.tidewire.local.process.Startup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Which databases of a secure server its users reach. */
@DisabledIfSystemProperty(
    named = "tidewire.stack",
    matches = "containers",
    disabledReason = "it is about servers that are child processes")
class SecureServerIT {
  private Path folder;

  @BeforeEach
  void createFolder() throws IOException {
    folder = Files.createTempDirectory("tidewire-test-");
  }

  @AfterEach
  void deleteFolder() throws IOException {
    FileTrees.delete(folder);
  }

  @Test
  void usersOfTheServicesReachTheDatabaseOfTidewireAlone() throws Exception {
    // Given
    StackSecurity security = StackSecurity.in(folder.resolve("tls"), folder.resolve("secrets"));
    int port = Ports.free();
    PostgresServer server =
        new PostgresServer(
            folder.resolve("postgres"), folder.resolve("postgres.log"), port, security.postgres());
    ChildProcess process = ChildProcess.start(ShortLived.of(server.prepare()));

    try {
      Startup.await(server, process, Duration.ofSeconds(120));
      for (DatabaseUser user : DatabaseUser.values()) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setPortNumbers(new int[] {port});
        source.setSslMode("require");
        source.setUser(user.login());
        source.setPassword(security.postgres().passwords().get(user.login()));
        source.setDatabaseName(PostgresServer.DATABASE);

        // When
        try (Connection connection = source.getConnection()) {
          // Then
          assertThat(connection.isValid(10)).isTrue();
        }
        for (String other : new String[] {"postgres", "template1"}) {
          source.setDatabaseName(other);
          assertThatThrownBy(source::getConnection)
              .as("%s in %s", user, other)
              .isInstanceOfSatisfying(
                  SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
      }
    } finally {
      process.stop();
    }
  }
}
