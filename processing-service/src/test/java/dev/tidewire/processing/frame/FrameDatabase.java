package dev.tidewire.processing.frame;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.frame.FrameEncoder;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import dev.tidewire.processing.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/** The migrations in a schema of their own, which goes when it is closed. */
final class FrameDatabase implements AutoCloseable {
  private static final String SCHEMA = "frame_sql";

  private final Connection connection;

  private FrameDatabase(Connection connection) {
    this.connection = connection;
  }

  static FrameDatabase create() throws SQLException {
    Postgres postgres = TestStack.shared().postgres();
    Flyway.configure()
        .dataSource(postgres.jdbcUrl(), postgres.username(), postgres.password())
        .schemas(SCHEMA)
        .locations("classpath:db/migration")
        .load()
        .migrate();
    FrameDatabase database = new FrameDatabase(Database.connect());
    database.execute("SET search_path TO " + SCHEMA);
    return database;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs a statement whose parameters are these; bytes for a body, {@link OffsetDateTime}, ... */
  void update(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      statement.executeUpdate();
    }
  }

  /** The rows of a query for series, time and value. */
  ReadingColumns readings(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      ReadingColumns readings = new ReadingColumns(0);
      while (rows.next()) {
        OffsetDateTime time = rows.getObject(2, OffsetDateTime.class);
        readings.add(rows.getLong(1), ReadingTime.toMicros(time), rows.getDouble(3));
      }
      return readings;
    }
  }

  /** The first column. */
  List<String> strings(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<String> strings = new ArrayList<>();
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
      return strings;
    }
  }

  private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  static byte[] frame(ReadingColumns readings) {
    return FrameEncoder.encode(readings, 0, readings.size());
  }

  @Override
  public void close() throws SQLException {
    try (Connection last = connection) {
      execute("DROP SCHEMA " + SCHEMA + " CASCADE");
    }
  }
}
