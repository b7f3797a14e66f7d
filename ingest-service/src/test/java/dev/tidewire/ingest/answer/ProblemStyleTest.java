package dev.tidewire.ingest.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemStyleTest {
  private static final List<ItemError> ERRORS =
      List.of(
          new ItemError("wrong \"here\"", new Position.Line(3)),
          new ItemError("and there", new Position.Pointer("/1/value")));
  private static final String ERRORS_JSON =
      "\"errors\":[{\"detail\":\"wrong \\\"here\\\"\",\"line\":3},"
          + "{\"detail\":\"and there\",\"pointer\":\"/1/value\"}]";

  @Test
  void everythingAccepted_isA202() {
    // When
    Answer answer = render(new Outcome.Accepted(5, 0, List.of(), Warnings.NONE));

    // Then
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.headers()).containsEntry("Content-Type", "application/json");
    assertThat(text(answer)).isEqualTo("{\"accepted\":5}");
    assertThat(answer.problem()).isNull();
  }

  @Test
  void someItemsRejected_isA207ThatListsThem() {
    // When
    Answer answer = render(new Outcome.Accepted(5, 4, ERRORS, Warnings.NONE));

    // Then
    assertThat(answer.status()).isEqualTo(207);
    assertThat(answer.headers()).containsEntry("Content-Type", "application/json");
    assertThat(text(answer)).isEqualTo("{\"accepted\":5,\"rejected\":4," + ERRORS_JSON + "}");
    assertThat(answer.problem()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 | 0 | 0 | 0 | 0 |          | {\"replaced\":1}",
        "0 | 2 | 0 | 0 | 0 |          | {\"inexact\":2}",
        "0 | 0 | 7 | 0 | 0 |          | {\"skipped\":7}",
        "0 | 0 | 0 | 5 | 4 |          | {\"doubledHour\":{\"earlier\":5,\"later\":4,\"detail\":TOLD}}",
        "0 | 0 | 0 | 0 | 0 | text/csv | {\"readAs\":\"text/csv\"}",
        "3 | 2 | 6 | 0 | 1 | text/csv | {\"replaced\":3,\"inexact\":2,\"skipped\":6,\"doubledHour\":{\"earlier\":0,\"later\":1,\"detail\":TOLD},\"readAs\":\"text/csv\"}",
      })
  void warningsAreToldBesideWhatIsAccepted(
      int replaced,
      int inexact,
      int skipped,
      int earlier,
      int later,
      @Nullable String readAs,
      String template) {
    // Given
    Warnings warnings = new Warnings(replaced, inexact, skipped, earlier, later, readAs);
    String json = template.replace("TOLD", '"' + Warnings.DOUBLED_HOUR + '"');

    // Then
    assertThat(text(render(new Outcome.Accepted(5, 0, List.of(), warnings))))
        .isEqualTo("{\"accepted\":5,\"warnings\":" + json + "}");
    assertThat(text(render(new Outcome.Accepted(5, 4, ERRORS, warnings))))
        .isEqualTo("{\"accepted\":5,\"rejected\":4," + ERRORS_JSON + ",\"warnings\":" + json + "}");
  }

  @Test
  void refusal_isAProblemThatListsTheItems() {
    // When
    Answer answer =
        render(new Outcome.Refused(new Problem(ProblemType.INVALID_READINGS, "All.", 3, ERRORS)));

    // Then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers())
        .containsEntry("Content-Type", "application/problem+json")
        .doesNotContainKey("Retry-After");
    assertThat(text(answer))
        .isEqualTo(
            "{\"type\":\"https://tidewire.dev/problems/invalid-readings\","
                + "\"title\":\"No reading was accepted\",\"status\":400,\"detail\":\"All.\","
                + "\"rejected\":3,"
                + ERRORS_JSON
                + "}");
    assertThat(answer.problem()).isEqualTo(ProblemType.INVALID_READINGS);
  }

  @Test
  void refusalThatPasses_saysWhenToTryAgain() {
    assertThat(
            render(new Outcome.Refused(Problem.of(ProblemType.KAFKA_UNAVAILABLE, "Gone.")))
                .headers())
        .containsEntry("Retry-After", "2");
  }

  private static Answer render(Outcome outcome) {
    return new ProblemStyle().render(outcome, "");
  }

  private static String text(Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
