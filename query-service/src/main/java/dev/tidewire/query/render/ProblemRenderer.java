package dev.tidewire.query.render;

import dev.tidewire.query.problem.Problem;
import dev.tidewire.query.problem.Violation;
import java.util.stream.Collectors;

/** Writes problems as {@code application/problem+json}. */
public final class ProblemRenderer {
  private ProblemRenderer() {}

  /** The problem as one JSON object. */
  public static byte[] render(Problem problem) {
    Utf8Writer out = new Utf8Writer(256);
    out.text("{\"type\":").text(Json.quoted(problem.type()));
    out.text(",\"title\":").text(Json.quoted(problem.title()));
    out.text(",\"status\":").integer(problem.status());
    out.text(",\"detail\":").text(Json.quoted(problem.detail()));
    if (!problem.errors().isEmpty()) {
      out.text(
          problem.errors().stream()
              .map(ProblemRenderer::violation)
              .collect(Collectors.joining(",", ",\"errors\":[", "]")));
    }
    return out.ascii('}').toByteArray();
  }

  private static String violation(Violation violation) {
    return "{\"detail\":%s,\"parameter\":%s}"
        .formatted(Json.quoted(violation.detail()), Json.quoted(violation.parameter()));
  }
}
