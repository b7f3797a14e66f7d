package dev.tidewire.ingest.influx;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.answer.AnswerStyle;
import dev.tidewire.ingest.answer.Outcome;
import dev.tidewire.ingest.answer.Warnings;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers as InfluxDB does, because its clients look at little more than the status: 204 when every
 * reading is accepted (they fail on 202), 400 with what is wrong when some lines are. A client that
 * gets 400 sends nothing again.
 */
public final class InfluxStyle implements AnswerStyle {
  private static final Parameter ACCEPT_PARTIAL = Parameter.flag("accept_partial");
  private static final byte[] NOTHING = {};

  private final Version version;

  /** As a version of InfluxDB answers. */
  public InfluxStyle(Version version) {
    this.version = version;
  }

  @Override
  public List<Parameter> parameters() {
    return version == Version.V3 ? List.of(ACCEPT_PARTIAL) : List.of();
  }

  @Override
  public boolean isAtomic(RequestFacts facts) {
    return facts.parameter(ACCEPT_PARTIAL, "true").equals("false");
  }

  @Override
  public Answer render(Outcome outcome, String requestType) {
    if (outcome instanceof Outcome.Refused refused) {
      return refused(refused.problem());
    }
    Outcome.Accepted accepted = (Outcome.Accepted) outcome;
    Answer answer =
        accepted.rejected() == 0
            ? new Answer(204, Map.of(), NOTHING, null)
            : error(400, Map.of(), partial(accepted), null);
    return accepted.warnings().equals(Warnings.NONE)
        ? answer
        : answer.with(Warnings.HEADER, accepted.warnings().field());
  }

  private Answer refused(Problem problem) {
    String body =
        problem.errors().isEmpty()
            ? message(problem.status(), problem.detail())
            : told("", problem.errors(), "");
    return error(problem.status(), problem.type().headers(), body, problem.type());
  }

  private String partial(Outcome.Accepted accepted) {
    return told("partial write: ", accepted.errors(), " dropped=" + accepted.rejected());
  }

  private String told(String before, List<ItemError> errors, String after) {
    boolean isOfLines = errors.get(0).position() instanceof Position.TextLine;
    return switch (isOfLines || version == Version.V2 ? version : Version.V1) {
      case V1 -> message(400, before + unparsed(errors.get(0)) + after);
      case V2 ->
          message(
              400,
              errors.stream()
                  .map(InfluxStyle::unparsed)
                  .collect(Collectors.joining("\n", before, after)));
      case V3 ->
          "{\"error\":\"%s\",\"data\":[%s]}"
              .formatted(
                  before.isEmpty()
                      ? "parsing failed for write_lp endpoint"
                      : "partial write of line protocol occurred",
                  errors.stream().map(InfluxStyle::datum).collect(Collectors.joining(",")));
    };
  }

  private String message(int status, String detail) {
    return version == Version.V2
        ? "{\"code\":%s,\"message\":%s}"
            .formatted(JsonText.quoted(code(status)), JsonText.quoted(detail))
        : "{\"error\":%s}".formatted(JsonText.quoted(detail));
  }

  /** The codes of docs.influxdata.com/influxdb/v2/api. */
  private static String code(int status) {
    return switch (status) {
      case 401 -> "unauthorized";
      case 403 -> "forbidden";
      case 404 -> "not found";
      case 405 -> "method not allowed";
      case 413 -> "request too large";
      case 429 -> "too many requests";
      case 500 -> "internal error";
      case 503 -> "unavailable";
      default -> "invalid";
    };
  }

  private static String unparsed(ItemError error) {
    if (!(error.position() instanceof Position.TextLine line)) {
      return error.detail();
    }
    return line.text().isEmpty()
        ? "unable to parse line %d: %s".formatted(line.line(), error.detail())
        : "unable to parse '%s': %s (line %d)".formatted(line.text(), error.detail(), line.line());
  }

  private static String datum(ItemError error) {
    Position.TextLine line = (Position.TextLine) error.position();
    return "{\"original_line\":%s,\"line_number\":%d,\"error_message\":%s}"
        .formatted(JsonText.quoted(line.text()), line.line(), JsonText.quoted(error.detail()));
  }

  private static Answer error(
      int status, Map<String, String> headers, String body, @Nullable ProblemType type) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", "application/json");
    return new Answer(status, all, body.getBytes(StandardCharsets.UTF_8), type);
  }
}
