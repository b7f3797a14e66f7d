package dev.tidewire.processing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.query.Parsed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionsRequestTest {
  @Test
  void aPageBeginsAtTheNewestActionOrBehindTheCursor() {
    assertThat(parse(Map.of()))
        .isEqualTo(new Parsed.Accepted<>(new ActionsRequest(Long.MAX_VALUE, 100)));
    assertThat(parse(Map.of("cursor", List.of("17"), "limit", List.of("3"))))
        .isEqualTo(new Parsed.Accepted<>(new ActionsRequest(17, 3)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "1234567890123456789"})
  void aWrongCursor_isToldAsThatOfAnyQuery(String cursor) {
    assertThat(parse(Map.of("cursor", List.of(cursor))).fold(request -> "", Problem::detail))
        .isEqualTo(
            "`cursor`: It is not a cursor of this query. Use `next` of the previous page"
                + " unchanged.");
  }

  private static Parsed<ActionsRequest> parse(Map<String, List<String>> query) {
    return ActionsRequest.parse(query);
  }
}
