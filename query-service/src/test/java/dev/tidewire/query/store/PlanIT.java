package dev.tidewire.query.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import dev.tidewire.query.Stored;
import dev.tidewire.query.page.Order;
import dev.tidewire.query.page.Rounds;
import dev.tidewire.query.page.TimeRange;
import dev.tidewire.query.series.Series;
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
  private static final List<Series> ONE = List.of(new Series(1, "plan", "a", null));
  private static final List<Series> TWO = List.of(ONE.get(0), new Series(2, "plan", "b", null));
  private static final String EVER = "'0001-01-01Z', '9999-12-31Z'";
  private static final String OF_TWO =
      "ARRAY[1, 2], ARRAY['0001-01-01Z', '0001-01-01Z']::timestamptz[],"
          + " ARRAY['9999-12-31Z', '9999-12-31Z']::timestamptz[], ARRAY[1001, 1001], "
          + EVER
          + ", 1001";

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
        DELETE FROM reading; DELETE FROM series;
        INSERT INTO series (sensor, metric) SELECT 'plan', n::text FROM generate_series(1, 5) AS n;
        INSERT INTO reading
          SELECT n % 5, timestamptz '2026-03-02Z' + n * interval '1 second', n
          FROM generate_series(0, 40) AS n;
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
        INSERT INTO reading
          SELECT series, timestamptz '2026-03-02Z' + n * interval '1 second', n
          FROM generate_series(1, 1000) AS n, generate_series(1, 100) AS series;
        """;
    // Then
    assertThat(planAfter(rows, statement, parameters)).noneMatch(PlanIT::readsWithoutOrder);
  }

  static Stream<Arguments> statements() {
    return Stream.of(
        Arguments.of(page(ONE, Order.ASC), "1, " + EVER + ", 1001"),
        Arguments.of(page(ONE, Order.DESC), "1, " + EVER + ", 1001"),
        Arguments.of(page(TWO, Order.ASC), OF_TWO),
        Arguments.of(page(TWO, Order.DESC), OF_TWO),
        Arguments.of(latest(ONE), "1, " + EVER),
        Arguments.of(latest(TWO), "ARRAY[1, 2], " + EVER),
        Arguments.of(SensorStore.PAGE, "'', 'p', 'q', 10001, 1001"),
        Arguments.of(SensorStore.KNOWN, "'plan'"),
        Arguments.of(SensorStore.SPANS, "'plan', '', 1001"),
        Arguments.of(SeriesQueries.OF_SENSORS, "ARRAY['plan'], 501"),
        Arguments.of(SeriesQueries.NAMED, "ARRAY['plan'], ARRAY['1', '2'], 501"),
        Arguments.of(SeriesQueries.FIRST_OF_EACH, "ARRAY['plan'], 11"));
  }

  private static Statement page(List<Series> series, Order order) {
    long[] ids = series.stream().mapToLong(Series::id).toArray();
    Rounds rounds = new Rounds(ids, TimeRange.ALL, order, null, 1000);
    return new PageQuery(series, order, rounds).statement();
  }

  private static Statement latest(List<Series> series) {
    return new LatestQuery(new LatestReadings(series), TimeRange.ALL).statement();
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
      sql.execute(rows + "ANALYZE reading; ANALYZE series" + statement.planner().settings());
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
