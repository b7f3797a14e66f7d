package dev.tidewire.processing.schema;

import dev.tidewire.local.DatabaseUsers;
import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import dev.tidewire.processing.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/** An empty database of its own, which goes when it is closed. */
final class RolesDatabase implements AutoCloseable {
  private final Postgres postgres;
  private final List<String> users = new ArrayList<>();

  private RolesDatabase(Postgres postgres) {
    this.postgres = postgres;
  }

  static RolesDatabase create() throws SQLException {
    Postgres shared = TestStack.shared().postgres();
    String name = "roles" + System.nanoTime();
    Database.execute("CREATE DATABASE " + name);
    return new RolesDatabase(
        new Postgres(shared.host(), shared.port(), name, shared.username(), shared.password()));
  }

  void makeRoles() {
    DatabaseUsers.create(postgres);
  }

  /** A new user with no right but to create in the schema, as the owner of a database has it. */
  String formerOwner() throws SQLException {
    String user = "former" + System.nanoTime();
    execute("CREATE ROLE %1$s LOGIN PASSWORD '%1$s'".formatted(user));
    execute("GRANT CREATE ON SCHEMA public TO " + user);
    users.add(user);
    return user;
  }

  void migrateAs(String user) {
    migrateAs(user, "latest");
  }

  void migrateAs(String user, String version) {
    Flyway.configure()
        .dataSource(postgres.jdbcUrl(), user, user)
        .locations("classpath:db/migration")
        .target(version)
        .load()
        .migrate();
  }

  /** As an operator may have allowed them. */
  void allowTemporaryTables(String user) throws SQLException {
    execute("GRANT TEMPORARY ON DATABASE %s TO %s".formatted(postgres.database(), user));
  }

  void forbidTemporaryTables(String user) throws SQLException {
    execute("REVOKE TEMPORARY ON DATABASE %s FROM %s".formatted(postgres.database(), user));
  }

  /** As the superuser. */
  void execute(String sql) throws SQLException {
    execute(postgres.username(), sql);
  }

  /**
   * As a user whose password is its name.
   *
   * @return the server's warnings
   */
  List<String> execute(String user, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), user, user);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      List<String> warnings = new ArrayList<>();
      for (SQLWarning each = statement.getWarnings(); each != null; each = each.getNextWarning()) {
        warnings.add(each.getMessage());
      }
      return warnings;
    }
  }

  /** The first column of each row. */
  List<String> strings(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.username(), postgres.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> strings = new ArrayList<>();
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
      return strings;
    }
  }

  @Override
  public void close() throws SQLException {
    Database.execute("DROP DATABASE %s WITH (FORCE)".formatted(postgres.database()));
    for (String user : users) {
      Database.execute("DROP ROLE " + user);
    }
  }
}
