package dev.tidewire.query.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.query.Parsed;
import dev.tidewire.query.page.Order;
import dev.tidewire.query.page.ReadingPosition;
import dev.tidewire.query.page.TimeRange;
import dev.tidewire.query.render.Format;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {
  private static final Limits LIMITS = new Limits(1000, 10_000, 3);

  @Test
  void whatIsAbsentHasADefault() {
    ReadingsRequest json = accepted(readings(Map.of(), Format.JSON));
    assertThat(json)
        .isEqualTo(
            new ReadingsRequest(
                "boiler-7",
                new SeriesFilter(new TreeSet<>(), new TreeMap<>()),
                TimeRange.ALL,
                Order.ASC,
                1000,
                null,
                Format.JSON));
    assertThat(accepted(readings(Map.of(), Format.CSV)).limit()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aNumberIsATimeInTheUnitThatTheRequestNames() {
    // Given
    Map<String, List<String>> query =
        Map.of(
            "precision",
            List.of("ms"),
            "from",
            List.of("5"),
            "to",
            List.of("1970-01-01T00:00:01Z"));

    // Then
    assertThat(accepted(readings(query, Format.JSON)).range())
        .isEqualTo(new TimeRange(5_000, 1_000_000));
  }

  @Test
  void aStreamMayBeLongerThanAPage() {
    Map<String, List<String>> limit = Map.of("limit", List.of("10001"));
    assertThat(accepted(readings(limit, Format.NDJSON)).limit()).isEqualTo(10_001);
    assertThat(violations(readings(limit, Format.JSON))).containsExactly("limit");
  }

  @ParameterizedTest
  @CsvSource({
    "limit, 0",
    "limit, 10001",
    "limit, -1",
    "limit, 1e3",
    "limit, ''",
    "order, ASC",
    "order, up",
    "escape, csv",
    "from, yesterday",
    "precision, m",
    "to, 2026-01",
    "cursor, x",
    "metric, ''",
    "tag, site",
    "tag, :lyon",
    "tag, ''",
    "sensors, a",
  })
  void aMistakeNamesItsParameter(String parameter, String value) {
    assertThat(violations(readings(Map.of(parameter, List.of(value)), Format.JSON)))
        .containsExactly(parameter);
  }

  @Test
  void allMistakesAreNamedAtOnce() {
    // When
    Parsed<ReadingsRequest> parsed =
        ReadingsRequest.parse(
            Map.of("order", List.of("asc", "desc"), "from", List.of("2"), "to", List.of("1")),
            Format.JSON,
            LIMITS);

    // Then
    assertThat(violations(parsed)).containsExactly("sensor", "from", "order");
  }

  @Test
  void namesKeepTheRulesOfTheContract() {
    assertThat(violations(readings(Map.of("sensor", List.of("a\u0000b")), Format.JSON)))
        .containsExactly("sensor");
    assertThat(violations(readings(Map.of("metric", List.of("a", "b", "c", "d")), Format.JSON)))
        .containsExactly("metric");
    assertThat(violations(LatestRequest.parse(Map.of(), Format.JSON, LIMITS)))
        .containsExactly("sensor");
    Map<String, List<String>> product =
        Map.of("sensor", List.of("a", "b"), "metric", List.of("x", "y"));
    assertThat(violations(LatestRequest.parse(product, Format.JSON, LIMITS)))
        .containsExactly("metric");
    assertThat(
            violations(SensorRequest.parse("\n", Map.of("x", List.of("1")), Format.JSON, LIMITS)))
        .containsExactly("x", "sensor");
    assertThat(
            violations(SensorsRequest.parse(Map.of("prefix", List.of("\t")), Format.JSON, LIMITS)))
        .containsExactly("prefix");
  }

  @Test
  void repeatedNamesCountOnce() {
    LatestRequest latest =
        accepted(
            LatestRequest.parse(
                Map.of("sensor", List.of("b", "a", "b"), "metric", List.of("y", "y")),
                Format.JSON,
                LIMITS));
    assertThat(latest)
        .isEqualTo(
            new LatestRequest(
                Set.of("a", "b"),
                new SeriesFilter(new TreeSet<>(Set.of("y")), new TreeMap<>()),
                Format.JSON));
    assertThat(latest.sensors()).containsExactly("b", "a");
  }

  @Test
  void aTagHasOneValue_whichMayHaveAColonOrBeEmpty() {
    // Given
    ReadingsRequest request = tagged("at:12:30", "site:", "at:12:30");
    // Then
    assertThat(request.filter().tags()).isEqualTo(Map.of("at", "12:30", "site", ""));
    assertThat(request.identity()).isEqualTo(tagged("site:", "at:12:30").identity());
    assertThat(request.identity()).isNotEqualTo(tagged("site:", "at:12").identity());
    assertThat(tagged("a\\:b:c", "d\\e:f\\", "g\\\\:h").filter().tags())
        .isEqualTo(Map.of("a:b", "c", "d\\e", "f\\", "g\\", "h"));
    assertThat(violations(readings(Map.of("tag", List.of("a:1", "a:2")), Format.JSON)))
        .containsExactly("tag");
  }

  private static ReadingsRequest tagged(String... tags) {
    return accepted(readings(Map.of("tag", List.of(tags)), Format.JSON));
  }

  @Test
  void tooManySensorsAreTheOnlyThingThatIsWrong() {
    // Given
    List<String> many = IntStream.rangeClosed(1, 4).mapToObj(n -> "s" + n).toList();
    // When
    Parsed<LatestRequest> parsed = LatestRequest.parse(Map.of("sensor", many), Format.JSON, LIMITS);
    // Then
    assertThat(problem(parsed).detail())
        .isEqualTo("`sensor`: Give at most 3 in one request, not 4.");
    assertThat(problem(LatestRequest.parse(Map.of(), Format.JSON, LIMITS)).detail())
        .isEqualTo("`sensor`: Give at least one.");
  }

  @Test
  void escapingFormulasConcernsCsvOnly() {
    Map<String, List<String>> escape = Map.of("escape", List.of("formula"));
    assertThat(accepted(readings(escape, Format.CSV)).format())
        .isEqualTo(Format.CSV_WITHOUT_FORMULAS);
    assertThat(accepted(readings(escape, Format.JSON)).format()).isEqualTo(Format.JSON);
    assertThat(accepted(readings(Map.of("escape", List.of("none")), Format.CSV)).format())
        .isEqualTo(Format.CSV);
  }

  @Test
  void aRuleOfANameIsToldOnce() {
    // When
    Parsed<ReadingsRequest> parsed = readings(Map.of("sensor", List.of("")), Format.JSON);
    // Then
    assertThat(problem(parsed).detail()).isEqualTo("`sensor`: It must not be empty.");
  }

  @Test
  void aCursorGoesOnWhereThePageEndedWhateverThePageSize() {
    // Given
    Map<String, List<String>> query = Map.of("metric", List.of("b", "a"), "from", List.of("5"));
    ReadingPosition last = new ReadingPosition(7_000, 3);
    String cursor = last.cursor(accepted(readings(query, Format.JSON)).identity());

    // When
    Parsed<ReadingsRequest> next =
        readings(
            Map.of(
                "metric", List.of("a", "b"),
                "from", List.of("1970-01-01T00:00:05Z"),
                "limit", List.of("7"),
                "cursor", List.of(cursor)),
            Format.JSON);

    // Then
    assertThat(accepted(next).after()).isEqualTo(last);
  }

  @ParameterizedTest
  @CsvSource({"sensor, other", "metric, a", "from, 6", "to, 6000", "order, desc"})
  void aCursorOfAnotherQueryIsRefused(String parameter, String value) {
    // Given
    Map<String, List<String>> query = Map.of("from", List.of("5"));
    String cursor =
        new ReadingPosition(7_000, 3).cursor(accepted(readings(query, Format.JSON)).identity());
    Map<String, List<String>> other = new HashMap<>(query);
    other.put(parameter, List.of(value));
    other.put("cursor", List.of(cursor));

    // When
    Parsed<ReadingsRequest> parsed = readings(other, Format.JSON);

    // Then
    assertThat(violations(parsed)).containsExactly("cursor");
  }

  private static Parsed<ReadingsRequest> readings(Map<String, List<String>> query, Format format) {
    Map<String, List<String>> all = new HashMap<>(Map.of("sensor", List.of("boiler-7")));
    all.putAll(query);
    return ReadingsRequest.parse(all, format, LIMITS);
  }

  private static <T> T accepted(Parsed<T> parsed) {
    return parsed.fold(
        Function.identity(),
        problem -> {
          throw new AssertionError(problem);
        });
  }

  private static <T> Problem problem(Parsed<T> parsed) {
    return parsed.fold(
        request -> {
          throw new AssertionError(request);
        },
        Function.identity());
  }

  private static <T> List<String> violations(Parsed<T> parsed) {
    Problem problem = problem(parsed);
    assertThat(problem.status()).isEqualTo(400);
    return problem.errors().stream()
        .map(error -> ((Position.Parameter) error.position()).name())
        .toList();
  }
}
