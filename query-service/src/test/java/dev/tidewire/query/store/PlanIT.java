package dev.tidewire.query.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import dev.tidewire.query.Stored;
import dev.tidewire.query.page.Order;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The plan that Postgres keeps is made of index scans, also when it is made while tables are small.
 */
class PlanIT {
  private static final String EVER = "'0001-01-01Z', '9999-12-31Z'";
  private static final String SHELVES =
      "ARRAY[3, 3], ARRAY[0, 1], ARRAY[0, 0]::bigint[], ARRAY[1, 1], ARRAY[2, 2]";
  private static final String ROUND =
      SHELVES
          + ", ARRAY[1, 2], ARRAY['0001-01-01Z', '0001-01-01Z']::timestamptz[],"
          + " ARRAY['9999-12-31Z', '9999-12-31Z']::timestamptz[], ARRAY[1001, 1001], ARRAY[18, 18], "
          + EVER
          + ", "
          + EVER
          + ", 128";

  @BeforeAll
  static void migrate() {
    TestStack.shared().migrate();
    Stored.partitions();
  }

  @ParameterizedTest
  @MethodSource("statements")
  void aPlanMadeOnSmallTablesIsOfIndexScans(Statement statement, String parameters)
      throws SQLException {
    // Given
    String rows =
        """
        DELETE FROM chunk; DELETE FROM block; DELETE FROM series;
        INSERT INTO series (sensor, metric) SELECT 'plan', n::text FROM generate_series(1, 5) AS n;
        INSERT INTO chunk
          SELECT n % 5, at, at, 1, 0, 0, 0, 0, 0, ''
          FROM generate_series(0, 40) AS n, LATERAL (SELECT timestamptz '2026-03-02Z' + n * interval '1 second') AS a (at);
        INSERT INTO block (home, level, grp, source, first_offset, last_offset, first_series, last_series, min_time, max_time, n, body)
          SELECT 3, n % 2, 0, 3, 0, 0, 1, 5, '2026-03-03Z', '2026-03-03Z', 1, ''
          FROM generate_series(0, 5) AS n;
        """;
    // Then
    assertThat(planAfter(rows, statement, parameters)).noneMatch(PlanIT::readsWithoutOrder);
  }

  /** Rows of a series are far from each other, which makes a bitmap scan look cheap. */
  @ParameterizedTest
  @MethodSource("statements")
  void aPlanMadeOnLargeTablesIsOfIndexScans(Statement statement, String parameters)
      throws SQLException {
    // Given
    String rows =
        """
        INSERT INTO series (sensor, metric)
          SELECT 'plan/' || n, 'value' FROM generate_series(1, 5000) AS n;
        INSERT INTO chunk
          SELECT series, at, at, 1, 0, 0, 0, 0, 0, ''
          FROM generate_series(1, 1000) AS n, generate_series(1, 100) AS series,
            LATERAL (SELECT timestamptz '2026-03-02Z' + n * interval '1 second') AS a (at);
        INSERT INTO block (home, level, grp, source, first_offset, last_offset, first_series, last_series, min_time, max_time, n, body)
          SELECT n % 12, n % 2, 0, n % 12, 0, 0, 1, 100, '2026-03-03Z', '2026-03-03Z', 1, ''
          FROM generate_series(0, 5000) AS n;
        """;
    // Then
    assertThat(planAfter(rows, statement, parameters)).noneMatch(PlanIT::readsWithoutOrder);
  }

  static Stream<Arguments> statements() {
    return Stream.of(
        Arguments.of(PageQuery.statement(Order.ASC), ROUND),
        Arguments.of(PageQuery.statement(Order.DESC), ROUND),
        Arguments.of(LatestQuery.STATEMENT, SHELVES + ", 12, ARRAY[1, 2], '0001-01-01Z'"),
        Arguments.of(SpanQuery.STATEMENT, SHELVES + ", ARRAY[1, 2]"),
        Arguments.of(SensorStore.PAGE, "'', 'p', 'q', 10001, 1001"),
        Arguments.of(SensorStore.KNOWN, "'plan'"),
        Arguments.of(SensorStore.SERIES, "'plan', '', 1001"),
        Arguments.of(SeriesCheck.STATEMENT, "ARRAY[1, 2], ARRAY['plan', 'plan'], ARRAY['1', '2']"),
        Arguments.of(SeriesQueries.OF_SENSORS, "ARRAY['plan'], 501"),
        Arguments.of(SeriesQueries.NAMED, "ARRAY['plan'], ARRAY['1', '2'], 501"),
        Arguments.of(SeriesQueries.FIRST_OF_EACH, "ARRAY['plan'], 11"),
        Arguments.of(
            SeriesQueries.TAGGED, "ARRAY['plan'], ARRAY['1'], ARRAY['2'], '{}', 10001, 501"));
  }

  /** Everything happens in a transaction that is rolled back. */
  private static List<String> planAfter(String rows, Statement statement, String parameters)
      throws SQLException {
    Postgres postgres = TestStack.shared().postgres();
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.username(), postgres.password());
        java.sql.Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      sql.execute(
          rows + "ANALYZE chunk; ANALYZE block; ANALYZE series" + statement.planner().settings());
      sql.execute("PREPARE checked AS " + statement.sql());
      try (ResultSet plan = sql.executeQuery("EXPLAIN EXECUTE checked(" + parameters + ")")) {
        Stream.Builder<String> lines = Stream.builder();
        while (plan.next()) {
          lines.add(plan.getString(1));
        }
        return lines.build().toList();
      } finally {
        connection.rollback();
        sql.execute("DEALLOCATE ALL");
      }
    }
  }

  private static boolean readsWithoutOrder(String line) {
    return line.contains("Seq Scan") || line.contains("Bitmap") || line.contains("JIT");
  }
}
