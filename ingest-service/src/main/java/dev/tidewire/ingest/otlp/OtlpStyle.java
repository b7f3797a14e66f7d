package dev.tidewire.ingest.otlp;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.answer.AnswerStyle;
import dev.tidewire.ingest.answer.Outcome;
import dev.tidewire.ingest.answer.Warnings;
import dev.tidewire.ingest.format.MediaType;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.ingest.protobuf.ProtobufWriter;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.text.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Answers as OTLP has it, in the type of the request: 200 with what is not accepted, or with
 * nothing where there is nothing to tell, and a {@code google.rpc.Status} otherwise. A client sends
 * again only what got 429 or 503.
 */
public final class OtlpStyle implements AnswerStyle {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";

  private static final int PARTIAL_SUCCESS = 1;
  private static final int REJECTED = 1;
  private static final int MESSAGE = 2;

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public boolean isAtomic(RequestFacts facts) {
    return false;
  }

  @Override
  public Answer render(Outcome outcome, String requestType) {
    boolean isProtobuf = MediaType.of(requestType).name().equals(PROTOBUF);
    if (outcome instanceof Outcome.Refused refused) {
      return status(refused.problem(), isProtobuf);
    }
    Outcome.Accepted accepted = (Outcome.Accepted) outcome;
    String told = told(accepted);
    byte[] body =
        isProtobuf
            ? protobuf(accepted.rejected(), told)
            : json(accepted.rejected(), told).getBytes(StandardCharsets.UTF_8);
    Answer answer = new Answer(200, type(isProtobuf), body, null);
    return accepted.warnings().equals(Warnings.NONE)
        ? answer
        : answer.with(Warnings.HEADER, accepted.warnings().field());
  }

  private static Answer status(Problem problem, boolean isProtobuf) {
    String told = problem.detail() + first(problem.errors());
    ProtobufWriter status = new ProtobufWriter();
    status.text(MESSAGE, told);
    byte[] body =
        isProtobuf
            ? status.toByteArray()
            : "{\"message\":%s}".formatted(JsonText.quoted(told)).getBytes(StandardCharsets.UTF_8);
    Answer answer = new Answer(problem.status(), type(isProtobuf), body, problem.type());
    for (Map.Entry<String, String> header : problem.type().headers().entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }

  private static byte[] protobuf(int rejected, String told) {
    ProtobufWriter response = new ProtobufWriter();
    if (!told.isEmpty()) {
      int partial = response.begin(PARTIAL_SUCCESS);
      response.integer(REJECTED, rejected);
      response.text(MESSAGE, told);
      response.end(partial);
    }
    return response.toByteArray();
  }

  private static String json(int rejected, String told) {
    return told.isEmpty()
        ? "{}"
        : "{\"partialSuccess\":{\"rejectedDataPoints\":\"%d\",\"errorMessage\":%s}}"
            .formatted(rejected, JsonText.quoted(told));
  }

  private static String told(Outcome.Accepted accepted) {
    int skipped = accepted.warnings().skipped();
    String wrong =
        accepted.rejected() == 0
            ? ""
            : "%d data points are not accepted.%s"
                .formatted(accepted.rejected(), first(accepted.errors()));
    String leftOut =
        skipped == 0
            ? ""
            : "%d data points or quantiles without a value, or buckets of exponential histograms, are left out."
                .formatted(skipped);
    return (wrong + " " + leftOut).strip();
  }

  private static String first(List<ItemError> errors) {
    return !errors.isEmpty() && errors.get(0).position() instanceof Position.Item point
        ? " The first is data point %d of the request: %s."
            .formatted(point.number(), errors.get(0).detail())
        : "";
  }

  private static Map<String, String> type(boolean isProtobuf) {
    return Map.of("Content-Type", isProtobuf ? PROTOBUF : JSON);
  }
}
