package dev.tidewire.processing.merge;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.frame.FrameDecoder;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import dev.tidewire.processing.ProcessingConfig;
import dev.tidewire.processing.Retention;
import dev.tidewire.processing.chunk.Chunk;
import dev.tidewire.processing.chunk.ChunkPlace;
import dev.tidewire.processing.chunk.Reading;
import dev.tidewire.processing.simulation.SimulatedConfig;
import dev.tidewire.processing.store.PartitionCatalog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.flywaydb.core.Flyway;

/** A database of its own, which no service merges. */
final class MergeStore implements AutoCloseable {
  private final Postgres postgres;
  private final Vertx vertx = Vertx.vertx();
  private final Pool pool;
  private final Connection connection;

  MergeStore() throws SQLException {
    Postgres shared = TestStack.shared().postgres();
    String name = "merge" + System.nanoTime();
    try (Connection admin = connect(shared);
        Statement statement = admin.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    postgres =
        new Postgres(shared.host(), shared.port(), name, shared.username(), shared.password());
    Flyway.configure()
        .dataSource(postgres.jdbcUrl(), postgres.username(), postgres.password())
        .locations("classpath:db/migration")
        .load()
        .migrate();
    connection = connect(postgres);
    pool = pool(postgres.port());
  }

  private static Connection connect(Postgres postgres) throws SQLException {
    return DriverManager.getConnection(
        postgres.jdbcUrl(), postgres.username(), postgres.password());
  }

  private Pool pool(int port) {
    PgConnectOptions server =
        new PgConnectOptions()
            .setHost(postgres.host())
            .setPort(port)
            .setDatabase(postgres.database())
            .setUser(postgres.username())
            .setPassword(postgres.password())
            .setCachePreparedStatements(true);
    return PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(4))
        .connectingTo(server)
        .using(vertx)
        .build();
  }

  /** As a process of its own has it. */
  MergeDatabase database() {
    ProcessingConfig config = SimulatedConfig.ofMaxReadings(1);
    return database(config, catalog(config, new Retention(config, Clock.systemUTC())));
  }

  MergeDatabase database(ProcessingConfig config, PartitionCatalog partitions) {
    return new MergeDatabase(pool, partitions, config);
  }

  /** As a process has it whose connections come in at this port. */
  MergeDatabase databaseAt(int port, ProcessingConfig config, PartitionCatalog partitions) {
    return new MergeDatabase(pool(port), partitions, config);
  }

  Pool pool() {
    return pool;
  }

  int port() {
    return postgres.port();
  }

  PartitionCatalog catalog(ProcessingConfig config, Retention retention) {
    return new PartitionCatalog(
        pool, config, new SimpleMeterRegistry(), retention, Clock.systemUTC());
  }

  /** Writes a block as a poll does. */
  void write(int home, int source, long offset, Collection<Reading> readings) throws SQLException {
    LongSummaryStatistics series = readings.stream().mapToLong(Reading::series).summaryStatistics();
    LongSummaryStatistics times = readings.stream().mapToLong(Reading::micros).summaryStatistics();
    int n = Reading.last(readings).size();
    write(home, source, offset, series, times, n, Reading.frame(readings));
  }

  /** Writes a block of level 0 whose body may be anything. */
  void write(int home, int source, long offset, int n, byte[] body) throws SQLException {
    LongSummaryStatistics none = LongStream.of(0).summaryStatistics();
    write(home, source, offset, none, none, n, body);
  }

  private void write(
      int home,
      int source,
      long offset,
      LongSummaryStatistics series,
      LongSummaryStatistics times,
      int n,
      byte[] body)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO block (home, level, grp, source, first_offset, last_offset,
                               first_series, last_series, min_time, max_time, n, body)
            VALUES (?, 0, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      insert.setInt(1, home);
      insert.setInt(2, source);
      insert.setLong(3, offset);
      insert.setLong(4, offset);
      insert.setLong(5, series.getMin());
      insert.setLong(6, series.getMax());
      insert.setObject(7, ReadingTime.toUtc(times.getMin()));
      insert.setObject(8, ReadingTime.toUtc(times.getMax()));
      insert.setInt(9, n);
      insert.setBytes(10, body);
      insert.execute();
    }
  }

  /** What a reader sees in one snapshot: chunks, level 1, level 0, by seq; the last wins. */
  NavigableMap<Reading.Key, Double> read() throws SQLException {
    NavigableMap<Reading.Key, Double> last = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT 2 AS level, 0 AS seq, body FROM chunk
                UNION ALL SELECT level, seq, body FROM block ORDER BY level DESC, seq
                """)) {
      while (rows.next()) {
        last.putAll(Reading.last(readings(rows.getBytes(3))));
      }
    }
    return last;
  }

  /** All chunks, as their rows say. */
  List<Chunk> chunks() throws SQLException {
    List<Chunk> chunks = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT series_id, (extract(epoch FROM start_time) * 1000000)::bigint,
                       (extract(epoch FROM end_time) * 1000000)::bigint, n,
                       first, last, least, greatest, total, body
                FROM chunk ORDER BY series_id, end_time
                """)) {
      while (row.next()) {
        chunks.add(
            new Chunk(
                new ChunkPlace(row.getLong(1), row.getLong(2), row.getLong(3), row.getInt(4)),
                row.getDouble(5),
                row.getDouble(6),
                row.getDouble(7),
                row.getDouble(8),
                row.getDouble(9),
                row.getBytes(10)));
      }
    }
    return chunks;
  }

  static List<Reading> readings(byte[] frame) {
    return Reading.all((ReadingColumns) FrameDecoder.decode(frame));
  }

  List<Long> groups(int home) throws SQLException {
    return strings(
            "SELECT DISTINCT grp FROM block WHERE level = 1 AND home = %d ORDER BY grp"
                .formatted(home))
        .stream()
        .map(Long::valueOf)
        .toList();
  }

  /** Everything that the tables have, row by row. */
  List<String> rows() throws SQLException {
    return strings(
        """
        SELECT block::text FROM block UNION ALL SELECT chunk::text FROM chunk ORDER BY 1
        """);
  }

  /** The first column of each row. */
  List<String> strings(String sql) throws SQLException {
    List<String> strings = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
    }
    return strings;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Another session. */
  Connection connect() throws SQLException {
    return connect(postgres);
  }

  /** Ends all other sessions on this database, as an administrator can. */
  void killOthers() throws SQLException {
    strings(
        """
        SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        """);
  }

  static long micros(String time) {
    return ReadingTime.toMicros(Instant.parse(time));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    pool.closeAndAwait();
    vertx.closeAndAwait();
  }
}
