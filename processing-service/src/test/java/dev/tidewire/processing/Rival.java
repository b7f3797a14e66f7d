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

  void lock(String sensor, String metric) throws SQLException {
    execute("SELECT FROM series WHERE " + isSeries(sensor, metric) + " FOR UPDATE");
  }

  /** As {@link #lock}, without waiting; completes once the row is locked. */
  CompletableFuture<Void> lockLater(String sensor, String metric) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            lock(sensor, metric);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  void update(String sensor, String metric) throws SQLException {
    execute("UPDATE series SET tags_since = now() WHERE " + isSeries(sensor, metric));
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

  private static String isSeries(String sensor, String metric) {
    return "sensor = '%s' AND metric = '%s'".formatted(sensor, metric);
  }
}
