package dev.tidewire.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.answer.Outcome;
import dev.tidewire.ingest.answer.Warnings;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtlpStyleTest {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json; charset=utf-8";
  private static final List<ItemError> ERRORS =
      List.of(new ItemError("it is wrong", new Position.Item(7)));

  private static final String TOLD =
      "2 data points are not accepted. The first is data point 7 of the request: it is wrong.";

  @Test
  void whenThereIsNothingToTellTheAnswerIsEmpty() {
    // Given
    Outcome accepted = new Outcome.Accepted(5, 0, List.of(), Warnings.NONE);

    // Then
    assertThat(render(accepted, PROTOBUF).body()).isEmpty();
    assertThat(text(render(accepted, JSON))).isEqualTo("{}");
    assertThat(render(accepted, JSON).status()).isEqualTo(200);
    assertThat(render(accepted, JSON).headers())
        .containsEntry("Content-Type", "application/json")
        .hasSize(1);
  }

  @Test
  void whatIsNotAcceptedIsTold() throws IOException {
    // Given
    Outcome partial = new Outcome.Accepted(5, 2, ERRORS, Warnings.NONE);

    // When
    Answer protobuf = render(partial, PROTOBUF);
    ExportMetricsServiceResponse response = ExportMetricsServiceResponse.parseFrom(protobuf.body());

    // Then
    assertThat(protobuf.status()).isEqualTo(200);
    assertThat(protobuf.headers()).containsEntry("Content-Type", PROTOBUF);
    assertThat(response.getPartialSuccess().getRejectedDataPoints()).isEqualTo(2);
    assertThat(response.getPartialSuccess().getErrorMessage()).isEqualTo(TOLD);
    assertThat(text(render(partial, JSON)))
        .isEqualTo(
            "{\"partialSuccess\":{\"rejectedDataPoints\":\"2\",\"errorMessage\":\"%s\"}}"
                .formatted(TOLD));
  }

  @Test
  void whatIsLeftOutIsToldAsAWarning() {
    // Given
    Outcome accepted = new Outcome.Accepted(5, 0, List.of(), new Warnings(0, 0, 3, 0, 0, null));

    // Then
    assertThat(text(render(accepted, JSON)))
        .startsWith("{\"partialSuccess\":{\"rejectedDataPoints\":\"0\",\"errorMessage\":\"3 data");
    assertThat(render(accepted, JSON).headers()).containsEntry("Tidewire-Warnings", "skipped=3");
  }

  @Test
  void whenNothingIsAcceptedTheAnswerIsAStatus() throws IOException {
    // Given
    Outcome wrong =
        new Outcome.Refused(
            new Problem(ProblemType.INVALID_READINGS, "Nothing is right.", 2, ERRORS));
    Outcome later =
        new Outcome.Refused(Problem.of(ProblemType.KAFKA_UNAVAILABLE, "Kafka is away."));

    // Then
    assertThat(render(wrong, PROTOBUF).status()).isEqualTo(400);
    CodedInputStream status = CodedInputStream.newInstance(render(wrong, PROTOBUF).body());
    assertThat(status.readTag()).isEqualTo(2 << 3 | 2);
    assertThat(status.readString())
        .isEqualTo("Nothing is right. The first is data point 7 of the request: it is wrong.");
    assertThat(text(render(later, JSON))).isEqualTo("{\"message\":\"Kafka is away.\"}");
    assertThat(render(later, JSON).headers())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Retry-After", "2");
  }

  private static Answer render(Outcome outcome, String type) {
    return new OtlpStyle().render(outcome, type);
  }

  private static String text(Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
