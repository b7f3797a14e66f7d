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
public final class Database {
  private Database() {}

  /** The readings of a series as {@code epoch micros=value}, ascending in time. */
  static List<String> readings(String sensor, String metric) throws SQLException {
    return StoredReadings.of(sensor, metric).entrySet().stream()
        .map(reading -> reading.getKey() + "=" + text(reading.getValue()))
        .toList();
  }

  /** Whole numbers without a fraction. */
  private static String text(double value) {
    String text = Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** How many rows there are. */
  public static long count(String from) throws SQLException {
    return Long.parseLong(strings("SELECT count(*) FROM " + from).get(0));
  }

  /** The first column of each row. */
  public static List<String> strings(String sql) throws SQLException {
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

  /** Executes a statement. */
  public static void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A connection of the owner. */
  public static Connection connect() throws SQLException {
    Postgres postgres = TestStack.shared().postgres();
    return DriverManager.getConnection(
        postgres.jdbcUrl(), postgres.username(), postgres.password());
  }
}
