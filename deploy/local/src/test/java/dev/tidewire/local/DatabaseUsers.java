package dev.tidewire.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** The roles of the contract, each with a user that logs in and whose password is its name. */
public final class DatabaseUsers {
  /** Runs the migrations. */
  public static final String MIGRATOR = "tidewire_migrator";

  /** The processing service. */
  public static final String WRITER = "tidewire_writer";

  /** The query service. */
  public static final String READER = "tidewire_reader";

  private static final String USER =
      """
      DO $$ BEGIN
        IF to_regrole('%1$s') IS NULL THEN
          CREATE ROLE %1$s LOGIN PASSWORD '%1$s' IN ROLE %2$s;
        END IF;
      END $$
      """;

  private DatabaseUsers() {}

  /** Makes the roles in this database, and the users; there may be some already. */
  public static void create(Postgres database) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(script());
      statement.execute(USER.formatted(MIGRATOR, "tidewire_migrate"));
      statement.execute(USER.formatted(WRITER, "tidewire_write"));
      statement.execute(USER.formatted(READER, "tidewire_read"));
    } catch (SQLException e) {
      throw new IllegalStateException("the database's roles could not be made", e);
    }
  }

  /** Not by {@code DriverManager}, which knows only the class loader of the test that was first. */
  private static Connection connect(Postgres database) throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    return source.getConnection(database.username(), database.password());
  }

  private static String script() {
    try (InputStream script = DatabaseUsers.class.getResourceAsStream("/db/roles.sql")) {
      if (script == null) {
        throw new IllegalStateException("the contract has no db/roles.sql");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
