package dev.tidewire.e2e.load;

import dev.tidewire.local.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/** What the database holds of a workload, read without the services. */
final class Stored {
  private static final int FETCH_SIZE = 10_000;
  private static final String ROWS =
      """
      SELECT sensor, metric, time, value
      FROM reading JOIN series ON id = series_id
      WHERE starts_with(sensor, ?)
      """;

  private final BitSet numbers = new BitSet();
  private final List<String> strangers = new ArrayList<>();

  private Stored() {}

  static Stored of(Workload workload, Postgres postgres) {
    Stored stored = new Stored();
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.username(), postgres.password());
        PreparedStatement statement = connection.prepareStatement(ROWS)) {
      connection.setAutoCommit(false);
      statement.setFetchSize(FETCH_SIZE);
      statement.setString(1, workload.prefix());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          stored.add(workload, rows);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read what is stored", e);
    }
    return stored;
  }

  private void add(Workload workload, ResultSet row) throws SQLException {
    String sensor = row.getString(1);
    String metric = row.getString(2);
    Instant time = row.getObject(3, OffsetDateTime.class).toInstant();
    double value = row.getDouble(4);
    OptionalInt number = workload.number(sensor, time, value);
    if (number.isPresent() && metric.equals("value") && !numbers.get(number.getAsInt())) {
      numbers.set(number.getAsInt());
    } else {
      strangers.add(sensor + " " + metric + " " + time + " " + value);
    }
  }

  /** The numbers of the readings that are there as they were made. */
  BitSet numbers() {
    return numbers;
  }

  /** What is there but is none of the workload's readings, or one of them twice. */
  List<String> strangers() {
    return strangers;
  }
}
