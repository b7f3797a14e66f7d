package dev.tidewire.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.answer.Outcome;
import dev.tidewire.ingest.influx.InfluxStyle;
import dev.tidewire.ingest.influx.Statements;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.PercentText;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;

/** Answers the statements of clients of InfluxDB 1. */
final class InfluxQuery {
  private static final String STATEMENT = "q";

  private static final Problem NOT_ENCODED =
      Problem.of(
          ProblemType.UNREADABLE_BODY,
          "The form is not percent-encoded UTF-8: each `%` has two hexadecimal digits behind it.");

  private final Statements statements = new Statements();
  private final InfluxStyle style;

  InfluxQuery(InfluxStyle style) {
    this.style = style;
  }

  /** The answer to the statement in the URI, which is well-formed, or else in the form. */
  Answer answer(String caller, String uri, String form) {
    Map<String, List<String>> given = new QueryStringDecoder(uri).parameters();
    if (given.containsKey(STATEMENT)) {
      return answer(caller, given);
    }
    return PercentText.isWellFormed(form)
        ? answer(caller, new QueryStringDecoder(form, false).parameters())
        : refused(NOT_ENCODED);
  }

  private Answer answer(String caller, Map<String, List<String>> given) {
    String statement = given.getOrDefault(STATEMENT, List.of("")).get(0);
    String database = given.getOrDefault("db", List.of("")).get(0);
    String body = statements.answer(caller, statement, database);
    return body == null
        ? refused(Problem.of(ProblemType.INVALID_PARAMETER, Statements.REFUSAL))
        : json(200, body);
  }

  private Answer refused(Problem problem) {
    return style.render(new Outcome.Refused(problem), "");
  }

  static Answer json(int status, String body) {
    return new Answer(
        status, Map.of("Content-Type", "application/json"), body.getBytes(UTF_8), null);
  }
}
