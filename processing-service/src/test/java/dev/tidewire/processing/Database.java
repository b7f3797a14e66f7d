package dev.tidewire.processing;

import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads and changes the database directly. */
final class Database {
  private Database() {}

  /** The readings of a series as {@code epoch micros=value}, ascending in time. */
  static List<String> readings(String sensor, String metric) throws SQLException {
    return strings(
        """
        SELECT (extract(epoch FROM time) * 1000000)::bigint || '=' || value
        FROM reading JOIN series ON id = series_id
        WHERE sensor = '%s' AND metric = '%s' ORDER BY time
        """
            .formatted(sensor, metric));
  }

  static long count(String from) throws SQLException {
    return Long.parseLong(strings("SELECT count(*) FROM " + from).get(0));
  }

  static List<String> strings(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> strings = new ArrayList<>();
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
      return strings;
    }
  }

  static void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static Connection connect() throws SQLException {
    Postgres postgres = TestStack.shared().postgres();
    return DriverManager.getConnection(
        postgres.jdbcUrl(), postgres.username(), postgres.password());
  }
}
