package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.labels.LabelledSeries;
import dev.tidewire.platform.text.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The three arrays of a value list of collectd: of each value the number, the type and a name. */
final class CollectdValues {
  /** Where there is no number, collectd writes {@code null}. */
  private record Value(double number, boolean isThere, boolean isInexact) {
    private static final Value NONE = new Value(0, false, false);
  }

  private final JsonNumber number = new JsonNumber();
  private final Text noUnit = new Text();
  private final List<Value> values = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private int types;

  /** Forgets those of the value list before. */
  void clear() {
    values.clear();
    names.clear();
    types = 0;
  }

  @Nullable Violation values(JsonParser in) throws IOException {
    return elements(in, "values", this::value);
  }

  @Nullable Violation names(JsonParser in) throws IOException {
    return elements(in, "dsnames", this::name);
  }

  /** Whether it counts or measures changes nothing of what is stored. */
  @Nullable Violation types(JsonParser in) throws IOException {
    return elements(in, "dstypes", this::type);
  }

  /** What is wrong with all three, once they have been read. */
  @Nullable Violation violation() {
    if (values.size() != names.size() || values.size() != types) {
      return new Violation(
          "",
          "values, dstypes and dsnames must be of one length, but have %d, %d and %d elements"
              .formatted(values.size(), types, names.size()));
    }
    return values.isEmpty() ? new Violation("/values", "values must not be empty") : null;
  }

  /** Gives the values that are there to a draft; returns how many are not. */
  int measure(LabelledSeries series, ReadingDraft draft) {
    int skipped = 0;
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      if (value.isInexact()) {
        draft.noteInexact();
      }
      if (value.isThere()) {
        series.metric(names.get(i), draft.measure(value.number(), noUnit, series.tags()));
      } else {
        skipped++;
      }
    }
    return skipped;
  }

  private interface ElementReader {
    @Nullable Violation read(JsonParser in, String path) throws IOException;
  }

  private static @Nullable Violation elements(JsonParser in, String member, ElementReader reader)
      throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      return JsonFaults.wrongType(in, member, "/" + member, "an array");
    }
    Violation violation = null;
    for (int i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
      if (violation == null && i == JsonValues.MAX_METRICS) {
        violation =
            new Violation(
                "/" + member,
                "%s must have at most %d elements".formatted(member, JsonValues.MAX_METRICS));
      }
      if (violation == null) {
        violation = reader.read(in, "/" + member + "/" + i);
      } else {
        in.skipChildren();
      }
    }
    return violation;
  }

  private @Nullable Violation value(JsonParser in, String path) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      values.add(Value.NONE);
      return null;
    }
    Violation violation = number.read(in, "a value", path);
    values.add(new Value(number.value(), true, number.isInexact()));
    return violation;
  }

  private @Nullable Violation name(JsonParser in, String path) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      return JsonFaults.wrongType(in, "a name of a value", path, "a string");
    }
    names.add(in.getText());
    return in.getTextLength() == 0
        ? new Violation(path, "a name of a value must not be empty")
        : null;
  }

  private @Nullable Violation type(JsonParser in, String path) throws IOException {
    types++;
    return in.currentToken() == JsonToken.VALUE_STRING
        ? null
        : JsonFaults.wrongType(in, "a type of a value", path, "a string");
  }
}
