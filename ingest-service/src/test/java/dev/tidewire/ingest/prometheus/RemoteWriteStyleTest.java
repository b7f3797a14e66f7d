package dev.tidewire.ingest.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.answer.Outcome;
import dev.tidewire.ingest.answer.Warnings;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemoteWriteStyleTest {
  private static final List<ItemError> ERRORS =
      List.of(new ItemError("it is wrong", new Position.Item(3)));

  @Test
  void whenAllIsWrittenTheAnswerIs204_withTheCounts() {
    // Given
    Warnings warnings = new Warnings(0, 0, 2, 0, 0, null);

    // When
    Answer answer = render(new Outcome.Accepted(5, 0, List.of(), warnings));

    // Then
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers())
        .isEqualTo(
            Map.of(
                "X-Prometheus-Remote-Write-Samples-Written", "7",
                "X-Prometheus-Remote-Write-Histograms-Written", "0",
                "X-Prometheus-Remote-Write-Exemplars-Written", "0",
                "Tidewire-Warnings", "skipped=2"));
  }

  @Test
  void whenSomethingIsNotWrittenTheAnswerNamesTheFirst_andTellsWhatIs() {
    // When
    Answer answer = render(new Outcome.Accepted(5, 2, ERRORS, Warnings.NONE));

    // Then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(text(answer))
        .isEqualTo(
            "5 samples are stored; 2 series or samples are wrong and are not. The first is in series"
                + " 3: it is wrong\n");
    assertThat(answer.headers())
        .containsEntry("Content-Type", "text/plain; charset=utf-8")
        .containsEntry("X-Prometheus-Remote-Write-Samples-Written", "5");
  }

  @Test
  void whenNothingIsWrittenTheAnswerSaysWhy() {
    // When
    Answer wrong =
        render(
            new Outcome.Refused(
                new Problem(ProblemType.INVALID_READINGS, "Nothing is right.", 2, ERRORS)));
    Answer later =
        render(new Outcome.Refused(Problem.of(ProblemType.KAFKA_UNAVAILABLE, "Kafka is away.")));

    // Then
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(text(wrong)).isEqualTo("Nothing is right. The first is in series 3: it is wrong\n");
    assertThat(later.status()).isEqualTo(503);
    assertThat(text(later)).isEqualTo("Kafka is away.\n");
    assertThat(later.headers()).containsEntry("Retry-After", "2");
  }

  private static Answer render(Outcome outcome) {
    return new RemoteWriteStyle().render(outcome, "application/x-protobuf");
  }

  private static String text(Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
