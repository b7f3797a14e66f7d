package dev.tidewire.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void writesAProblem() {
    assertThat(text(Problem.of(ProblemType.NOT_FOUND, "There is nothing at /x.")))
        .isEqualTo(
            "{\"type\":\"https://tidewire.dev/problems/not-found\","
                + "\"title\":\"There is nothing here\",\"status\":404,"
                + "\"detail\":\"There is nothing at /x.\"}");
  }

  @Test
  void writesWhereItemsFailed() {
    // Given
    List<ItemError> errors =
        List.of(
            ItemError.ofPointer("/ids/3", "no id"),
            new ItemError("bad", new Position.Line(7)),
            ItemError.ofParameter("limit", "no number"));

    // When
    String json = text(new Problem(ProblemType.INVALID_READINGS, "4 are wrong", 9, errors));

    // Then
    assertThat(json)
        .endsWith(
            "\"rejected\":9,\"errors\":["
                + "{\"detail\":\"`/ids/3`: no id\",\"pointer\":\"/ids/3\"},"
                + "{\"detail\":\"bad\",\"line\":7},"
                + "{\"detail\":\"`limit`: no number\",\"parameter\":\"limit\"}]}");
  }

  @Test
  void aSingleErrorIsTheDetail() {
    // Given
    ItemError one = ItemError.ofParameter("limit", "no number");
    ItemError whole = ItemError.ofPointer("", "It must be an object.");

    // Then
    assertThat(Problem.of(ProblemType.INVALID_PARAMETER, List.of(one)).detail())
        .isEqualTo("`limit`: no number");
    assertThat(Problem.of(ProblemType.INVALID_REQUEST, List.of(whole)).detail())
        .isEqualTo("It must be an object.");
    assertThat(Problem.of(ProblemType.INVALID_PARAMETER, List.of(one, whole)).detail())
        .isEqualTo("2 things are wrong; `errors` lists them.");
  }

  @Property
  void isValidJsonWhateverTheDetail(@ForAll String detail) throws IOException {
    // Given
    String encodable = new String(detail.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    List<ItemError> errors =
        List.of(
            new ItemError(detail, new Position.Pointer(detail)),
            new ItemError(detail, new Position.Parameter(detail)));

    // When
    JsonNode json =
        JSON.readTree(ProblemJson.render(new Problem(ProblemType.OVERLOADED, detail, 0, errors)));

    // Then
    assertThat(json.path("detail").textValue()).isEqualTo(encodable);
    assertThat(json.at("/errors/0/pointer").textValue()).isEqualTo(encodable);
    assertThat(json.at("/errors/1/parameter").textValue()).isEqualTo(encodable);
  }

  @ParameterizedTest
  @EnumSource(ProblemType.class)
  void aTypeHasAUriATitleAndAnErrorStatus(ProblemType type) {
    assertThat(type.uri()).matches("https://tidewire\\.dev/problems/[a-z]+(-[a-z]+)*");
    assertThat(type.title()).isNotBlank().doesNotEndWith(".");
    assertThat(type.status()).isBetween(400, 599);
    assertThat(type.headers().containsKey("Retry-After"))
        .isEqualTo(Set.of(409, 429, 503).contains(type.status()));
  }

  @Test
  void titlesDiffer() {
    assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::title)).doesNotHaveDuplicates();
  }

  private static String text(Problem problem) {
    return new String(ProblemJson.render(problem), StandardCharsets.UTF_8);
  }
}
