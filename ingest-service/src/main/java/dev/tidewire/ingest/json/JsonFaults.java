package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.Quoted;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the fields of a reading, in words for the sender. */
final class JsonFaults {
  /** The longest text that is looked at, in characters; every limit on names is lower. */
  static final int MAX_TEXT = 4_096;

  private JsonFaults() {}

  /** The value that the parser is at has the wrong type; skips it. */
  static Violation wrongType(JsonParser in, String what, String path, String wanted)
      throws IOException {
    String found =
        switch (in.currentToken()) {
          case VALUE_NULL -> "null";
          case VALUE_STRING -> "a string";
          case VALUE_TRUE, VALUE_FALSE -> "a boolean";
          case START_OBJECT -> "an object";
          case START_ARRAY -> "an array";
          default -> "a number";
        };
    in.skipChildren();
    return new Violation(path, "%s must be %s, but is %s".formatted(what, wanted, found));
  }

  /** A text of more than {@link #MAX_TEXT} characters. */
  static String tooLong(String what, int maxBytes, int characters) {
    return "%s must be at most %d bytes of UTF-8, but has %d characters"
        .formatted(what, maxBytes, characters);
  }

  /** A violation that begins with what it is about, such as "metric", with the name behind it. */
  static String named(String what, String name, String violation) {
    return what + " " + Quoted.of(name) + violation.substring(what.length());
  }

  static Violation unknown(String name) {
    return new Violation(
        JsonPointers.of(name),
        "unknown field %s: a reading has sensor, metric, time, value, unit and tags, or values"
                .formatted(Quoted.of(name))
            + " in place of metric and value");
  }

  static @Nullable Violation repeated(JsonField field, String name, int seen) {
    return field.isIn(seen) ? new Violation(JsonPointers.of(name), name + " is given twice") : null;
  }
}
