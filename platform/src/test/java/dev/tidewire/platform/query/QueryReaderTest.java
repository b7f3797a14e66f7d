package dev.tidewire.platform.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.text.EpochUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryReaderTest {
  private static final List<String> KNOWN = List.of("limit", "from", "state", "cursor");

  @Test
  void whatIsRightIsRead() {
    // Given
    QueryReader in = reader(Map.of("limit", List.of("7"), "from", List.of("5")));

    // When
    long limit = in.limit(10, 3);
    long from = in.time("from", null, 0);
    String state = in.choice("state", List.of("open", "all"), Function.identity(), "open");
    String position = in.position(cursor -> cursor, "from");

    // Then
    assertThat(in.finish(() -> limit + " " + from + " " + state + " " + position))
        .isEqualTo(new Parsed.Accepted<>("7 5000000 open null"));
  }

  @ParameterizedTest
  @CsvSource({
    "20261103, date",
    "202611031530, date",
    "20261103153000, date",
    "46000.5, day of a spreadsheet",
    "46000, day of a spreadsheet"
  })
  void aNumberThatMayBeADateIsNotTakenForATime(String number, String what) {
    // Given
    QueryReader in = reader(Map.of("from", List.of(number)));

    // Then
    assertThat(in.time("from", null, 1)).isEqualTo(1);
    assertThat(problem(in).detail())
        .startsWith("`from`: It can be a " + what + " or a number since 1970. ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1780000000", "1780000000000", "5", "20261399"})
  void otherNumbersAreTimes(String number) {
    // Given
    QueryReader in = reader(Map.of("from", List.of(number)));

    // Then
    assertThat(in.time("from", null, 1)).isNotEqualTo(1);
    assertThat(reader(Map.of("from", List.of("20261103"))).time("from", EpochUnit.SECONDS, 1))
        .isEqualTo(20_261_103_000_000L);
  }

  @Test
  void allMistakesAreNamedAtOnce() {
    // Given
    QueryReader in =
        reader(
            Map.of(
                "limit", List.of("1", "2"),
                "from", List.of("yesterday"),
                "state", List.of("shut"),
                "until", List.of("5")));

    // When
    in.limit(10, 3);
    in.time("from", null, 0);
    in.choice("state", List.of("open", "all"), Function.identity(), "open");

    // Then
    assertThat(problem(in).errors())
        .extracting(ItemError::detail)
        .satisfiesExactly(
            detail ->
                assertThat(detail)
                    .isEqualTo(
                        "`until`: This parameter is not known here; known are limit, from, state,"
                            + " cursor."),
            detail -> assertThat(detail).isEqualTo("`limit`: Give it once, not 2 times."),
            detail -> assertThat(detail).startsWith("`from`: "),
            detail -> assertThat(detail).isEqualTo("`state`: It must be one of open, all."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "11", "-1", "1e1", "", "9999999999"})
  void aLimitIsAWholeNumberWithinItsBounds(String limit) {
    // Given
    QueryReader in = reader(Map.of("limit", List.of(limit)));
    // Then
    assertThat(in.limit(10, 3)).isEqualTo(3);
    assertThat(problem(in).detail()).isEqualTo("`limit`: It must be a whole number from 1 to 10.");
  }

  @ParameterizedTest
  @CsvSource({"5, 1", "yesterday, 0"})
  void aWrongCursorIsNamedOnlyWhenTheRestOfItsQueryIsRight(String from, int cursors) {
    // Given
    QueryReader in = reader(Map.of("from", List.of(from), "cursor", List.of("x")));
    in.time("from", null, 0);
    // When
    Object position = in.position(cursor -> null, "from");
    // Then
    assertThat(position).isNull();
    assertThat(problem(in).errors())
        .filteredOn(error -> error.detail().startsWith("`cursor`"))
        .hasSize(cursors);
  }

  @Test
  void aWrongCursorOfAQueryWithoutOtherParametersIsToldLikeAnyOther() {
    // Given
    QueryReader in = reader(Map.of("cursor", List.of("x")));
    // When
    in.position(cursor -> null, "");
    // Then
    assertThat(problem(in).detail())
        .isEqualTo(
            "`cursor`: It is not a cursor of this query. Use `next` of the previous page"
                + " unchanged.");
  }

  @Test
  void ofManyMistakesTheFirstAreNamed() {
    // Given
    Map<String, List<String>> query =
        IntStream.range(0, 30_000)
            .boxed()
            .collect(Collectors.toMap(n -> "x" + n, n -> List.of("")));
    // Then
    assertThat(problem(reader(query)).errors()).hasSize(100);
    assertThat(problem(reader(query)).detail())
        .isEqualTo("30000 things are wrong; `errors` lists the first 100.");
  }

  private static QueryReader reader(Map<String, List<String>> query) {
    return new QueryReader(query, KNOWN);
  }

  private static Problem problem(QueryReader in) {
    return in.finish(() -> "")
        .fold(
            request -> {
              throw new AssertionError(request);
            },
            Function.identity());
  }
}
