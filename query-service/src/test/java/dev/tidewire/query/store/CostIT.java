package dev.tidewire.query.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import dev.tidewire.platform.access.NameRange;
import dev.tidewire.query.page.Order;
import dev.tidewire.query.page.Rounds;
import dev.tidewire.query.page.TimeRange;
import dev.tidewire.query.request.SeriesFilter;
import dev.tidewire.query.series.Series;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
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

  /** Of a page, in the chunks of one series. */
  private static final int OF_CHUNK = 500;

  /** Of a home, and of a group, that are not merged yet. */
  private static final int BLOCKS = 60;

  private static final int HOME = 3;

  /** To find a place in an index: its root, an inner page, a leaf, and the row itself. */
  private static final int PROBE = 4;

  private static final String ROWS =
      """
      DO $$ BEGIN FOR n IN 0..%1$d LOOP
        EXECUTE format('CREATE TABLE chunk_%%s PARTITION OF chunk FOR VALUES FROM (%%L) TO (%%L)',
          n, timestamptz '2019-01-07Z' + n * interval '7 days',
          timestamptz '2019-01-14Z' + n * interval '7 days');
      END LOOP; END $$;
      INSERT INTO series (home, sensor, metric) SELECT %5$d, 'dense', n::text FROM generate_series(1, %2$d) AS n;
      INSERT INTO series (home, sensor, metric)
        SELECT %5$d, 'huge', to_char(n, 'FM000000') FROM generate_series(1, 150000) AS n;
      INSERT INTO series (home, sensor, metric)
        SELECT %5$d, 's' || to_char(n, 'FM000000'), 'value' FROM generate_series(1, 150000) AS n;
      INSERT INTO chunk
        SELECT id, at, at + interval '1 hour', %3$d, 1, 1, 1, 1, 1, decode(repeat('00', 1500), 'hex')
        FROM generate_series(0, 99) AS n, series,
          LATERAL (SELECT timestamptz '2024-01-01Z' + n * interval '2 hours' + id * interval '1 ms') AS a (at)
        WHERE sensor = 'dense';
      INSERT INTO chunk
        SELECT id, '2019-01-08Z', '2019-01-08Z', 1, 1, 1, 1, 1, 1, '' FROM series WHERE sensor = 'huge' LIMIT 1000;
      INSERT INTO block (home, level, grp, source, first_offset, last_offset, first_series, last_series, min_time, max_time, n, body)
        SELECT home, 0, 0, home, 0, 0, 1, 300000, at, at, 1, decode(repeat('00', 4000), 'hex')
        FROM generate_series(0, 11) AS home, generate_series(1, %4$d) AS n,
          LATERAL (SELECT timestamptz '2024-01-01Z' + n * interval '1 hour') AS a (at);
      INSERT INTO block (home, level, grp, source, first_offset, last_offset, first_series, last_series, min_time, max_time, n, body)
        SELECT %5$d, 1, grp, %5$d, 0, 0, grp * 64, grp * 64 + 63, at, at, 1, ''
        FROM generate_series(0, 999) AS grp, generate_series(1, %4$d) AS n,
          LATERAL (SELECT timestamptz '2024-01-01Z' + n * interval '1 hour') AS a (at);
      ANALYZE series; ANALYZE chunk; ANALYZE block
      """
          .formatted(PARTITIONS - 1, DENSE, OF_CHUNK, BLOCKS, HOME);

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
    for (String migration :
        List.of("V1__series_and_reading", "V5__tags_since", "V6__block_and_chunk")) {
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
  void aPageOfManySeriesReadsTheNextChunksOfEach(Order order) throws SQLException {
    // Given
    List<Series> series = series("dense");
    // When
    Cost cost = explain(page(series, TimeRange.ALL, order));
    // Then
    assertThat(cost.rows).isLessThanOrEqualTo(4L * DENSE + 2 * BLOCKS);
    assertThat(cost.pages).isLessThan((DENSE * PARTITIONS + 2 * BLOCKS) * PROBE);
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void aPageOfOneSeriesReadsFewChunksMoreThanItHasReadingsIn(Order order) throws SQLException {
    // Given
    TimeRange within =
        new TimeRange(micros("2024-01-02T00:30:00Z"), micros("2024-01-04T00:30:00Z"));
    // When
    Cost cost = explain(page(series("dense").subList(0, 1), within, order));
    // Then
    assertThat(cost.rows).isLessThanOrEqualTo(PAGE / 64 + 4 + 2 * BLOCKS);
    assertThat(cost.pages).isLessThan(cost.rows * PROBE);
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
            SeriesQueries.FIRST_OF_EACH, Tuple.of(new String[] {"huge", "dense"}, 11L), 22),
        Arguments.of(SeriesQueries.TAGGED, tagged("dense"), 2 * DENSE),
        Arguments.of(SeriesQueries.TAGGED, tagged("dense", "5"), 2),
        Arguments.of(SeriesQueries.TAGGED, tagged("huge"), 10_001));
  }

  @Test
  void theTimesOfASeriesAreLookedForOnceInEachPartitionFromBothEnds() throws SQLException {
    // Given
    List<Series> series = series("huge").subList(0, 101);
    SpanQuery query = SpanQuery.of(series);
    // When
    Cost cost = explain(SpanQuery.STATEMENT, query.parameters());
    // Then
    assertThat(cost.rows).isLessThanOrEqualTo(2L * series.size() + 4 * BLOCKS);
    assertThat(cost.pages).isLessThan((2 * series.size() * PARTITIONS + 4 * BLOCKS) * PROBE);
  }

  @Test
  void theLatestReadingOfASilentSeriesIsLookedForOnceInEachPartition() throws SQLException {
    // Given
    List<Series> series = series("huge").subList(0, 500);
    LatestQuery query = LatestQuery.search(new LatestReadings(series), Integer.MAX_VALUE);
    int blocks = query.shelves().all().size() * BLOCKS;
    // When
    Cost cost = explain(LatestQuery.STATEMENT, query.parameters());
    // Then
    assertThat(cost.rows).isLessThanOrEqualTo(series.size() + blocks);
    assertThat(cost.pages).isLessThan((series.size() * PARTITIONS + blocks) * PROBE);
  }

  @Test
  void theLatestReadingOfAnActiveSeriesIsLookedForInFewBlocks() throws SQLException {
    // Given
    LatestReadings latest = new LatestReadings(series("dense").subList(0, 1));
    LatestQuery query =
        LatestQuery.glance(latest, micros("2024-01-05T00:00:00Z"), ReadingStore.LIKELY);
    // When
    Cost cost = explain(LatestQuery.STATEMENT, query.parameters());
    // Then
    assertThat(cost.rows).isLessThanOrEqualTo(2L * ReadingStore.LIKELY + 1);
    assertThat(cost.pages).isLessThan(cost.rows + PARTITIONS * PROBE);
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void aRoundReturnsFewBlocksHoweverManyWait(Order order) throws SQLException {
    // Given
    sql.execute(
        """
        INSERT INTO block (home, level, grp, source, first_offset, last_offset, first_series, last_series, min_time, max_time, n, body)
        SELECT 99, 0, 0, 99, 0, 0, 900000, 900000, at, at, 1, ''
        FROM generate_series(1, 15000) AS n,
          LATERAL (SELECT timestamptz '2025-01-01Z' + n * interval '1 second') AS a (at)
        """);
    Series one = new Series(900_000, 99, "many", "value", null);
    PageQuery query = page(List.of(one), TimeRange.ALL, order);
    // When
    Cost cost = explain(query);
    // Then
    assertThat(cost.returned).isEqualTo(query.rounds().blockLimit());
    sql.execute("DELETE FROM block WHERE home = 99");
  }

  private static PageQuery page(List<Series> series, TimeRange range, Order order) {
    long[] ids = series.stream().mapToLong(Series::id).toArray();
    Rounds rounds = new Rounds(ids, range, order, null, PAGE);
    return new PageQuery(series, Shelves.of(series), order, rounds);
  }

  private static Cost explain(PageQuery query) throws SQLException {
    return explain(query.statement(), query.parameters());
  }

  private static long micros(String time) {
    return ReadingTime.toMicros(Instant.parse(time));
  }

  private static Tuple sensors(String prefix, long limit) {
    NameRange range = NameRange.ofPrefix(prefix);
    return Tuple.of("", range.from(), range.to(), 10_001L, limit);
  }

  private static Tuple tagged(String sensor, String... metrics) {
    SeriesFilter filter =
        new SeriesFilter(new TreeSet<>(List.of(metrics)), new TreeMap<>(Map.of("site", "lyon")));
    return SeriesQueries.parameters(List.of(sensor), filter, 501);
  }

  /**
   * Rows that scans have read, whether they were used or not, pages of tables and indexes, and rows
   * that the service gets.
   */
  private record Cost(long rows, long pages, long returned) {
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
      return new Cost(rows, pages(plan), returned(plan.get(0)));
    }

    private static long returned(String whole) {
      return Long.parseLong(whole.replaceFirst(".*actual .*rows=(\\d+).*", "$1"));
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

  private static List<Series> series(String sensor) throws SQLException {
    List<Series> series = new ArrayList<>();
    try (ResultSet rows =
        sql.executeQuery(
            "SELECT id, metric FROM series WHERE sensor = '" + sensor + "' ORDER BY id")) {
      while (rows.next()) {
        series.add(new Series(rows.getLong(1), HOME, sensor, rows.getString(2), null));
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
        : "'"
            + value
            + "'"
            + (value instanceof Long ? "::bigint" : value instanceof Integer ? "::int" : "");
  }

  private static Connection connect(String database) throws SQLException {
    Postgres postgres = TestStack.shared().postgres();
    String url = postgres.jdbcUrl().replace("/" + postgres.database(), "/" + database);
    return DriverManager.getConnection(url, postgres.username(), postgres.password());
  }
}
