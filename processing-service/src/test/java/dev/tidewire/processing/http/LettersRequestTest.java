package dev.tidewire.processing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.query.Parsed;
import dev.tidewire.processing.mirror.LetterFilter;
import dev.tidewire.processing.mirror.LetterId;
import dev.tidewire.processing.mirror.LetterPosition;
import dev.tidewire.processing.mirror.LetterState;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LettersRequestTest {
  @Test
  void withoutParameters_theOpenLettersOfAllTime() {
    // When
    LettersRequest request = accepted(Map.of());

    // Then
    assertThat(request)
        .isEqualTo(
            new LettersRequest(
                new LetterFilter(null, null, LetterFilter.FIRST, LetterFilter.END),
                LetterState.OPEN,
                100,
                null));
  }

  @Test
  void everyParameter_isRead() {
    // When
    LettersRequest request =
        accepted(
            Map.of(
                "reason", List.of("invalid-reading"),
                "sensor", List.of("boiler-7"),
                "from", List.of("1970-01-01T00:00:01Z"),
                "to", List.of("2"),
                "state", List.of("all"),
                "limit", List.of("1000")));

    // Then
    assertThat(request)
        .isEqualTo(
            new LettersRequest(
                new LetterFilter("invalid-reading", "boiler-7", 1_000_000, 2_000_000),
                null,
                1_000,
                null));
  }

  @Test
  void cursor_isGoodForPagesOfAnySizeOfItsOwnQuery() {
    // Given
    LettersRequest first = accepted(Map.of("sensor", List.of("boiler-7")));
    LetterPosition position = new LetterPosition(1, new LetterId(2, 3, 4));
    List<String> cursor = List.of(position.cursor(first.identity()));

    // When
    LettersRequest next =
        accepted(Map.of("sensor", List.of("boiler-7"), "limit", List.of("7"), "cursor", cursor));

    // Then
    assertThat(next.before()).isEqualTo(position);
    assertThat(rejected(Map.of("sensor", List.of("boiler-8"), "cursor", cursor)))
        .containsExactly("cursor");
  }

  @ParameterizedTest
  @CsvSource({
    "reason,None",
    "sensor,''",
    "from,noon",
    "precision,m",
    "from,9999999999999999999999",
    "to,0001-01-01T00:00:00Z",
    "state,OPEN",
    "limit,0",
    "limit,1001",
    "limit,x",
    "cursor,x",
    "offset,3"
  })
  void whatIsWrong_isNamed(String name, String value) {
    assertThat(rejected(Map.of(name, List.of(value))))
        .containsExactly(name.equals("to") ? "from" : name);
  }

  @Property
  void arbitraryValues_neverThrow(@ForAll String value) {
    for (String name :
        List.of("reason", "sensor", "from", "to", "precision", "state", "limit", "cursor")) {
      assertThat(LettersRequest.parse(Map.of(name, List.of(value)))).isNotNull();
    }
  }

  private static LettersRequest accepted(Map<String, List<String>> query) {
    return ((Parsed.Accepted<LettersRequest>) LettersRequest.parse(query)).request();
  }

  private static List<String> rejected(Map<String, List<String>> query) {
    return ((Parsed.Rejected<LettersRequest>) LettersRequest.parse(query))
        .problem().errors().stream()
            .map(ItemError::position)
            .map(LettersRequestTest::where)
            .toList();
  }

  private static String where(Position position) {
    return position instanceof Position.Parameter at ? at.name() : position.toString();
  }
}
