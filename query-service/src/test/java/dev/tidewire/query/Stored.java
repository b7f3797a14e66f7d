package dev.tidewire.query;

import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What is in the database, put there and read back with plain SQL. */
public final class Stored {
  private Stored() {}

  /** Weekly partitions over a year, as the writer makes them, and two for all other times. */
  public static void partitions() {
    execute(
        """
        DO $$ DECLARE week date := '2026-01-05'; BEGIN
          CREATE TABLE IF NOT EXISTS reading_past PARTITION OF reading
            FOR VALUES FROM (MINVALUE) TO ('2026-01-05Z');
          CREATE TABLE IF NOT EXISTS reading_future PARTITION OF reading
            FOR VALUES FROM ('2026-12-28Z') TO (MAXVALUE);
          WHILE week < '2026-12-28' LOOP
            EXECUTE format('CREATE TABLE IF NOT EXISTS reading_%s PARTITION OF reading FOR VALUES FROM (%L) TO (%L)',
              to_char(week, 'YYYYMMDD'), week || 'Z', week + 7 || 'Z');
            week := week + 7;
          END LOOP;
        END $$
        """);
  }

  /** Describes a series and returns its id. */
  public static long series(String sensor, String metric, String unit, String tags) {
    String sql =
        "INSERT INTO series (sensor, metric, unit, tags) VALUES (?, ?, ?, ?::jsonb) RETURNING id";
    return Long.parseLong(rows(sql, sensor, metric, unit, tags).get(0));
  }

  /** One reading. */
  public static void reading(long series, String time, double value) {
    execute("INSERT INTO reading VALUES (?, ?::timestamptz, ?)", series, time, value);
  }

  /** As many readings, each {@code step} after the other; their values count from 0. */
  public static void readings(long series, String from, String step, int count) {
    execute(
        """
        INSERT INTO reading
        SELECT ?, ?::timestamptz + n * ?::interval, n FROM generate_series(0, ? - 1) AS n
        """,
        series,
        from,
        step,
        count);
  }

  /** Runs a statement. */
  public static void execute(String sql, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement statement = prepare(connection, sql, parameters)) {
      statement.execute();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The first column of each row. */
  public static List<String> rows(String sql, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement statement = prepare(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  private static Connection connect() throws SQLException {
    Postgres postgres = TestStack.shared().postgres();
    return DriverManager.getConnection(
        postgres.jdbcUrl(), postgres.username(), postgres.password());
  }
}
