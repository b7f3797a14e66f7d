package dev.tidewire.processing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

/** A concurrent transaction that locks rows which the service needs. */
final class Rival implements AutoCloseable {
  private final Connection connection = Database.connect();

  Rival() throws SQLException {
    connection.setAutoCommit(false);
    // In a deadlock the service is the one that fails, because its own deadlock time-out is
    // shorter.
    execute("SET deadlock_timeout = '60s'");
  }

  void lock(String sensor, long timeMicros) throws SQLException {
    execute("SELECT FROM reading WHERE " + isReading(sensor, timeMicros) + " FOR UPDATE");
  }

  /** As {@link #lock}, without waiting; completes once the row is locked. */
  CompletableFuture<Void> lockLater(String sensor, long timeMicros) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            lock(sensor, timeMicros);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  void update(String sensor, long timeMicros, double value) throws SQLException {
    execute("UPDATE reading SET value = " + value + " WHERE " + isReading(sensor, timeMicros));
  }

  void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String isReading(String sensor, long timeMicros) {
    return "series_id = (SELECT id FROM series WHERE sensor = '%s')".formatted(sensor)
        + " AND time = 'epoch'::timestamptz + %d * interval '1 microsecond'".formatted(timeMicros);
  }
}
