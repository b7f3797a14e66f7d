package dev.tidewire.ingest.answer;

import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemJson;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.Utf8Writer;
import java.util.List;
import java.util.Map;

/**
 * Tidewire's own style: 202 when everything is accepted, 207 when some items are wrong, and RFC
 * 9457 problems otherwise.
 */
public final class ProblemStyle implements AnswerStyle {
  private static final Parameter ATOMIC = Parameter.flag("atomic");
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final Map<String, String> PROBLEM = Map.of("Content-Type", ProblemJson.MEDIA_TYPE);

  @Override
  public List<Parameter> parameters() {
    return List.of(ATOMIC, Parameter.PREVIEW);
  }

  @Override
  public boolean isAtomic(RequestFacts facts) {
    return facts.parameter(ATOMIC, "false").equals("true");
  }

  @Override
  public boolean isWholeWhenLimited() {
    return false;
  }

  @Override
  public Answer render(Outcome outcome, String requestType) {
    if (outcome instanceof Outcome.Refused refused) {
      return problem(refused.problem());
    }
    Outcome.Accepted accepted = (Outcome.Accepted) outcome;
    boolean isPartial = accepted.rejected() > 0;
    Utf8Writer body = new Utf8Writer(isPartial ? 256 : 64);
    body.text("{\"accepted\":").integer(accepted.accepted());
    if (isPartial) {
      body.text(",\"rejected\":").integer(accepted.rejected());
      ProblemJson.writeErrors(body.ascii(','), accepted.errors());
    }
    accepted.warnings().write(body);
    return new Answer(isPartial ? 207 : 202, JSON, body.ascii('}').toByteArray(), null);
  }

  private static Answer problem(Problem problem) {
    ProblemType type = problem.type();
    Answer answer = new Answer(problem.status(), PROBLEM, ProblemJson.render(problem), type);
    for (Map.Entry<String, String> header : type.headers().entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }
}
