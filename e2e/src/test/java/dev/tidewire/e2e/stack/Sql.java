package dev.tidewire.e2e.stack;

import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.Uuid;

/** Statements that go to the database directly, past the services and all faults. */
public final class Sql {
  private static final Pattern WATERMARKS =
      Pattern.compile("-c \"(SELECT 'tidewire.readings.v1', [^\"]*FROM watermark[^\"]*)\"");

  private Sql() {}

  /** Runs one statement. */
  public static void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot run " + sql, e);
    }
  }

  /** Runs the action while nobody else can write to the table. */
  public static void whileLocked(String table, Runnable action) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE " + table + " IN EXCLUSIVE MODE");
      action.run();
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot lock " + table, e);
    }
  }

  /** The only number in the result of a query. */
  public static int count(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot run " + sql, e);
    }
  }

  /** For each partition of the readings topic, the offset below which everything is stored. */
  static Map<Integer, Long> watermarks(Uuid topicId) throws IOException, SQLException {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(documented())) {
      statement.setString(1, topicId.toString());
      Map<Integer, Long> watermarks = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          watermarks.put(rows.getInt(2), rows.getLong(3));
        }
      }
      return watermarks;
    }
  }

  /** The statement of the page about restoring. */
  private static String documented() throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("tidewire.root"), "docs/operations.md"));
    Matcher statement = WATERMARKS.matcher(page);
    if (!statement.find()) {
      throw new IllegalStateException("docs/operations.md has no " + WATERMARKS);
    }
    return statement.group(1).replace("'$TOPIC'", "?");
  }

  private static Connection connect() throws SQLException {
    Postgres postgres = TestStack.shared().postgres();
    return DriverManager.getConnection(
        postgres.jdbcUrl(), postgres.username(), postgres.password());
  }
}
