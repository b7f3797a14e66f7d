package dev.tidewire.ingest.prometheus;

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
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers as remote write has it: 204 when everything is written, and otherwise a status that is no
 * 2xx, with a line of text. A sender that gets 400 sends nothing again; 5xx it repeats.
 */
public final class RemoteWriteStyle implements AnswerStyle {
  private static final String WRITTEN = "X-Prometheus-Remote-Write-%s-Written";
  private static final byte[] NOTHING = {};

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
    if (outcome instanceof Outcome.Refused refused) {
      Problem problem = refused.problem();
      String line = problem.detail() + first(problem.errors());
      return text(status(problem), problem.type().headers(), line, problem.type());
    }
    Outcome.Accepted accepted = (Outcome.Accepted) outcome;
    Answer answer =
        accepted.rejected() == 0
            ? new Answer(204, Map.of(), NOTHING, null)
            : text(400, Map.of(), partial(accepted), null);
    return told(accepted, answer);
  }

  /** By default Prometheus drops what gets 429, and sends again what gets 503. */
  private static int status(Problem problem) {
    return problem.type() == ProblemType.RATE_EXCEEDED
        ? ProblemType.OVERLOADED.status()
        : problem.status();
  }

  /**
   * WriteVersion 2 asks for these counts; version 1 looks at none. Markers that a series has ended
   * count as written, because senders report what does not as lost.
   */
  private static Answer told(Outcome.Accepted accepted, Answer answer) {
    int samples = accepted.accepted() + accepted.warnings().skipped();
    Answer counted =
        answer
            .with(WRITTEN.formatted("Samples"), Integer.toString(samples))
            .with(WRITTEN.formatted("Histograms"), "0")
            .with(WRITTEN.formatted("Exemplars"), "0");
    return accepted.warnings().equals(Warnings.NONE)
        ? counted
        : counted.with(Warnings.HEADER, accepted.warnings().field());
  }

  private static String partial(Outcome.Accepted accepted) {
    return "%d samples are stored; %d series or samples are wrong and are not."
            .formatted(accepted.accepted(), accepted.rejected())
        + first(accepted.errors());
  }

  private static String first(List<ItemError> errors) {
    return !errors.isEmpty() && errors.get(0).position() instanceof Position.Item series
        ? " The first is in series %d: %s".formatted(series.number(), errors.get(0).detail())
        : "";
  }

  private static Answer text(
      int status, Map<String, String> headers, String line, @Nullable ProblemType type) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", "text/plain; charset=utf-8");
    return new Answer(status, all, (line + "\n").getBytes(StandardCharsets.UTF_8), type);
  }
}
