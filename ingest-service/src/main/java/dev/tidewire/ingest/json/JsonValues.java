package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.contract.Names;
import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads several metrics of one object. A bad one costs only itself. */
final class JsonValues {
  /** More in one object, and the body is refused: the names alone would fill the memory. */
  static final int MAX_METRICS = 10_000;

  /** As many as an answer lists. */
  private static final int MAX_DESCRIBED = 100;

  private static final Violation ONE_MORE = new Violation("/values", "another metric is wrong");

  private final JsonNumber number;
  private final List<Violation> bad = new ArrayList<>(0);

  JsonValues(JsonNumber number) {
    this.number = number;
  }

  /** Forgets the metrics of the object before. */
  void clear() {
    bad.clear();
  }

  /** The metrics that are wrong. */
  List<Violation> bad() {
    return bad;
  }

  /** Notes that the object has this metric once more. */
  void repeated(String metric) {
    reject(
        new Violation(
            path(metric),
            "metric %s is given twice; the first value was taken".formatted(Quoted.of(metric))));
  }

  /** Reads the value that the parser is at; returns what is wrong with it as a whole, or null. */
  @Nullable Violation read(JsonParser in, Text unit, Text tags, ReadingDraft draft)
      throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      return JsonFaults.wrongType(in, "values", "/values", JsonFaults.VALUES_WANTED);
    }
    int metrics = 0;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      if (++metrics > MAX_METRICS) {
        throw new BodyRefusedException(
            ProblemType.BODY_TOO_LARGE,
            "The values of one object hold more than %d metrics; nothing was accepted. Send them in several objects."
                .formatted(MAX_METRICS));
      }
      String name = in.currentName();
      in.nextToken();
      Violation violation = metric(in, name);
      if (violation == null) {
        if (number.isInexact()) {
          draft.noteInexact();
        }
        draft.measure(number.value(), unit, tags).set(name);
      } else {
        reject(violation);
      }
    }
    return metrics == 0 ? new Violation("/values", "values must hold at least one metric") : null;
  }

  private @Nullable Violation metric(JsonParser in, String name) throws IOException {
    String detail = Names.metricViolation(name);
    String path = path(name);
    if (detail != null) {
      in.skipChildren();
      return new Violation(path, JsonFaults.named("metric", name, detail));
    }
    return number.read(in, Quoted.of(name), path);
  }

  private void reject(Violation violation) {
    bad.add(bad.size() < MAX_DESCRIBED ? violation : ONE_MORE);
  }

  private static String path(String metric) {
    return "/values" + JsonPointers.of(metric);
  }
}
