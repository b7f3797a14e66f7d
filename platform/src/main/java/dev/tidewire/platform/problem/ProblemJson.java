package dev.tidewire.platform.problem;

import dev.tidewire.platform.text.JsonText;
import dev.tidewire.platform.text.Utf8Writer;
import java.util.List;

/** Writes problems as {@code application/problem+json}. */
public final class ProblemJson {
  /** The media type of a rendered problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private ProblemJson() {}

  /** The problem as one JSON object. */
  public static byte[] render(Problem problem) {
    Utf8Writer out = new Utf8Writer(256);
    out.text("{\"type\":").text(JsonText.quoted(problem.type().uri()));
    out.text(",\"title\":").text(JsonText.quoted(problem.type().title()));
    out.text(",\"status\":").integer(problem.status());
    out.text(",\"detail\":").text(JsonText.quoted(problem.detail()));
    if (problem.rejected() > 0) {
      out.text(",\"rejected\":").integer(problem.rejected());
    }
    if (!problem.errors().isEmpty()) {
      writeErrors(out.ascii(','), problem.errors());
    }
    return out.ascii('}').toByteArray();
  }

  /** Appends the member {@code errors}, for answers in which only some items failed. */
  public static Utf8Writer writeErrors(Utf8Writer out, List<ItemError> errors) {
    out.text("\"errors\":[");
    for (int i = 0; i < errors.size(); i++) {
      if (i > 0) {
        out.ascii(',');
      }
      ItemError error = errors.get(i);
      out.text("{\"detail\":").text(JsonText.quoted(error.detail())).ascii(',');
      writePosition(out, error.position());
      if (error.type() != null) {
        out.text(",\"type\":").text(JsonText.quoted(error.type().uri()));
      }
      out.ascii('}');
    }
    return out.ascii(']');
  }

  private static Utf8Writer writePosition(Utf8Writer out, Position position) {
    if (position instanceof Position.Pointer pointer) {
      return out.text("\"pointer\":").text(JsonText.quoted(pointer.pointer()));
    }
    if (position instanceof Position.Line line) {
      return out.text("\"line\":").integer(line.line());
    }
    if (position instanceof Position.TextLine line) {
      return out.text("\"line\":").integer(line.line());
    }
    if (position instanceof Position.Item item) {
      return out.text("\"item\":").integer(item.number());
    }
    Position.Parameter parameter = (Position.Parameter) position;
    return out.text("\"parameter\":").text(JsonText.quoted(parameter.name()));
  }
}
