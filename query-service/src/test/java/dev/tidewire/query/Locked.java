package dev.tidewire.query;

import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A table that nobody else can read until this is closed. */
final class Locked implements AutoCloseable {
  private final Connection connection;

  Locked(String table) throws SQLException {
    Postgres postgres = TestStack.shared().postgres();
    connection =
        DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
    connection.setAutoCommit(false);
    try (Statement lock = connection.createStatement()) {
      lock.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
    }
  }

  /** How many sessions wait for the table. */
  int waiting() throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet count =
            sql.executeQuery(
                "SELECT count(*) FROM pg_stat_activity"
                    + " WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))")) {
      count.next();
      return count.getInt(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
