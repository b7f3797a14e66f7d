package dev.tidewire.query.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import dev.tidewire.query.page.NamePrefix;
import dev.tidewire.query.page.Order;
import dev.tidewire.query.page.Rounds;
import dev.tidewire.query.page.TimeRange;
import dev.tidewire.query.series.Series;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A statement reads a small multiple of what it answers, with the plan that the service uses,
 * however many series and partitions there are. The database is one of its own.
 */
class CostIT {
  private static final int PARTITIONS = 400;
  private static final int PAGE = 2000;

  /** Series that have a page of readings each in the same hours. */
  private static final int DENSE = 60;

  /** To find a place in an index: its root, an inner page, a leaf, and the row itself. */
  private static final int PROBE = 4;

  private static final String ROWS =
      """
      DO $$ BEGIN FOR n IN 0..%d LOOP
        EXECUTE format('CREATE TABLE reading_%%s PARTITION OF reading FOR VALUES FROM (%%L) TO (%%L)',
          n, timestamptz '2019-01-07Z' + n * interval '7 days',
          timestamptz '2019-01-14Z' + n * interval '7 days');
      END LOOP; END $$;
      INSERT INTO series (sensor, metric) SELECT 'dense', n::text FROM generate_series(1, %d) AS n;
      INSERT INTO series (sensor, metric)
        SELECT 'huge', to_char(n, 'FM000000') FROM generate_series(1, 150000) AS n;
      INSERT INTO series (sensor, metric)
        SELECT 's' || to_char(n, 'FM000000'), 'value' FROM generate_series(1, 150000) AS n;
      INSERT INTO reading
        SELECT id, timestamptz '2024-01-01Z' + n * interval '10 s' + id * interval '1 ms', n
        FROM series, generate_series(1, %d) AS n WHERE sensor = 'dense';
      INSERT INTO reading SELECT id, '2019-01-08Z', 1 FROM series WHERE sensor = 'huge' LIMIT 1000;
      ANALYZE series; ANALYZE reading
      """
          .formatted(PARTITIONS - 1, DENSE, PAGE + 1);

  private static Connection connection;
  private static java.sql.Statement sql;

  @BeforeAll
  static void build() throws SQLException, IOException {
    // Loads the driver, too.
    TestStack.shared().migrate();
    try (Connection first = connect(TestStack.shared().postgres().database())) {
      first.createStatement().execute("CREATE DATABASE costs");
    }
    connection = connect("costs");
    sql = connection.createStatement();
    for (String migration : List.of("V1__series_and_reading", "V5__tags_since")) {
      try (InputStream schema =
          CostIT.class.getResourceAsStream("/db/migration/" + migration + ".sql")) {
        sql.execute(
            new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    sql.execute(ROWS);
    sql.execute("VACUUM series");
  }

  @AfterAll
  static void drop() throws SQLException {
    connection.close();
    try (Connection last = connect(TestStack.shared().postgres().database())) {
      last.createStatement().execute("DROP DATABASE costs");
    }
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void aPageOfManySeriesReadsASmallMultipleOfIt(Order order) throws SQLException {
    // Given
    List<Series> series = series("dense");
    long[] ids = series.stream().mapToLong(Series::id).toArray();
    Rounds rounds = new Rounds(ids, TimeRange.ALL, order, null, PAGE);
    PageQuery query = new PageQuery(series, order, rounds);
    // When
    Cost cost = new Cost(0, 0);
    while (!rounds.isComplete()) {
      Cost round = explain(query.statement(), query.parameters());
      cost = new Cost(cost.rows + round.rows, cost.pages + round.pages);
      answer(query, rounds);
    }
    // Then
    assertThat(rounds.readings()).isEqualTo(PAGE);
    assertThat(cost.rows).isLessThan(4L * PAGE);
    assertThat(cost.pages).isLessThan(DENSE * PARTITIONS * PROBE);
  }

  @ParameterizedTest
  @MethodSource("lists")
  void aListReadsWhatItHolds(Statement statement, Tuple parameters, int rows) throws SQLException {
    // When
    Cost cost = explain(statement, parameters);
    // Then
    assertThat(cost.rows).isLessThanOrEqualTo(rows);
    assertThat(cost.pages).isLessThanOrEqualTo((rows + 1) * PROBE);
  }

  static Stream<Arguments> lists() {
    String[] named =
        IntStream.range(0, 500).mapToObj(n -> "%06d".formatted(300 * n)).toArray(String[]::new);
    return Stream.of(
        Arguments.of(SensorStore.PAGE, sensors("none", 1001), 0),
        Arguments.of(SensorStore.PAGE, sensors("huge", 1001), 10_001),
        Arguments.of(SensorStore.PAGE, sensors("dense", 1001), DENSE),
        Arguments.of(SensorStore.PAGE, sensors("s0001", 11), 12),
        Arguments.of(SensorStore.PAGE, sensors("\udbff\udfff", 1001), 0),
        Arguments.of(SensorStore.KNOWN, Tuple.of("huge"), 1),
        Arguments.of(SeriesQueries.OF_SENSORS, Tuple.of(new String[] {"huge"}, 501L), 501),
        Arguments.of(
            SeriesQueries.NAMED, Tuple.of(new String[] {"huge"}, named, 501L), named.length),
        Arguments.of(
            SeriesQueries.FIRST_OF_EACH, Tuple.of(new String[] {"huge", "dense"}, 11L), 22));
  }

  @Test
  void theTimesOfASeriesAreLookedForOnceInEachPartitionFromBothEnds() throws SQLException {
    // Given
    int series = 101;
    // When
    Cost cost = explain(SensorStore.SPANS, Tuple.of("huge", "001000", (long) series));
    // Then
    assertThat(cost.rows).isLessThanOrEqualTo(3L * series);
    assertThat(cost.pages).isLessThan(2 * series * PARTITIONS * PROBE);
  }

  @Test
  void theLatestReadingOfASilentSeriesIsLookedForOnceInEachPartition() throws SQLException {
    // Given
    List<Series> series = series("huge").subList(0, 500);
    LatestQuery query = new LatestQuery(new LatestReadings(series), TimeRange.ALL);
    // When
    Cost cost = explain(query.statement(), query.parameters());
    // Then
    assertThat(cost.rows).isLessThanOrEqualTo(series.size());
    assertThat(cost.pages).isLessThan(series.size() * PARTITIONS * PROBE);
  }

  private static Tuple sensors(String prefix, long limit) {
    NamePrefix range = NamePrefix.of(prefix);
    return Tuple.of("", range.from(), range.to(), 10_001L, limit);
  }

  /** Rows that scans have read, whether they were used or not, and pages of tables and indexes. */
  private record Cost(long rows, long pages) {
    private static final Pattern SCAN =
        Pattern.compile("Scan .*\\(actual .*rows=([0-9.]+) loops=(\\d+)\\)");
    private static final Pattern REMOVED = Pattern.compile("Rows Removed by .*: (\\d+)");
    private static final Pattern PAGES =
        Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");

    static Cost of(List<String> plan) {
      long rows = 0;
      for (String line : plan) {
        Matcher scan = SCAN.matcher(line);
        if (scan.find() && line.contains("Index")) {
          rows += Math.round(Double.parseDouble(scan.group(1)) * Long.parseLong(scan.group(2)));
        }
        Matcher removed = REMOVED.matcher(line);
        rows += removed.find() ? Long.parseLong(removed.group(1)) : 0;
      }
      return new Cost(rows, pages(plan));
    }

    /** The first line is of the whole statement. */
    private static long pages(List<String> plan) {
      Matcher pages = PAGES.matcher(String.join("\n", plan));
      return pages.find() ? number(pages.group(1)) + number(pages.group(2)) : 0;
    }

    private static long number(String digits) {
      return digits == null ? 0 : Long.parseLong(digits);
    }
  }

  private static Cost explain(Statement statement, Tuple parameters) throws SQLException {
    try {
      sql.execute("BEGIN" + statement.planner().settings());
      sql.execute("PREPARE asked AS " + statement.sql());
      List<String> plan = new ArrayList<>();
      try (ResultSet lines =
          sql.executeQuery(
              "EXPLAIN (ANALYZE, BUFFERS) EXECUTE asked(" + literals(parameters) + ")")) {
        while (lines.next()) {
          plan.add(lines.getString(1));
        }
      }
      assertThat(plan).noneMatch(line -> line.contains("Seq Scan") || line.contains("Bitmap"));
      return Cost.of(plan);
    } finally {
      sql.execute("COMMIT; DEALLOCATE ALL");
    }
  }

  private static void answer(PageQuery query, Rounds rounds) throws SQLException {
    sql.execute("PREPARE asked AS " + query.statement().sql());
    try (ResultSet rows = sql.executeQuery("EXECUTE asked(" + literals(query.parameters()) + ")")) {
      while (rows.next()) {
        OffsetDateTime time = rows.getObject(2, OffsetDateTime.class);
        rounds.add(rows.getInt(1) - 1, dev.tidewire.contract.ReadingTime.toMicros(time));
      }
    }
    rounds.end();
    sql.execute("DEALLOCATE ALL");
  }

  private static List<Series> series(String sensor) throws SQLException {
    List<Series> series = new ArrayList<>();
    try (ResultSet rows =
        sql.executeQuery(
            "SELECT id, metric FROM series WHERE sensor = '" + sensor + "' ORDER BY id")) {
      while (rows.next()) {
        series.add(new Series(rows.getLong(1), sensor, rows.getString(2), null));
      }
    }
    return series;
  }

  private static String literals(Tuple parameters) {
    return IntStream.range(0, parameters.size())
        .mapToObj(place -> literal(parameters.getValue(place)))
        .collect(Collectors.joining(", "));
  }

  private static String literal(Object value) {
    if (value instanceof OffsetDateTime time) {
      // Postgres writes years of more digits without a sign.
      return "'" + time.toString().replace("+", "") + "'";
    }
    return value instanceof Object[] values
        ? Arrays.stream(values).map(CostIT::literal).collect(Collectors.joining(",", "ARRAY[", "]"))
            + (values[0] instanceof OffsetDateTime ? "::timestamptz[]" : "")
        : "'" + value + "'" + (value instanceof Long ? "::bigint" : "");
  }

  private static Connection connect(String database) throws SQLException {
    Postgres postgres = TestStack.shared().postgres();
    String url = postgres.jdbcUrl().replace("/" + postgres.database(), "/" + database);
    return DriverManager.getConnection(url, postgres.username(), postgres.password());
  }
}
