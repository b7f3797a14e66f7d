package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.platform.text.JsonFault;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the fields of a reading, in words for the sender. */
public final class JsonFaults {
  /** The longest text that is looked at, in characters; every limit on names is lower. */
  static final int MAX_TEXT = 4_096;

  /** The values of a reading. */
  static final String VALUES_WANTED = "an object from metric to number";

  /** What wrongType() says of values that are an array. */
  static final Violation ARRAY_OF_VALUES =
      new Violation("/values", "values must be %s, but is an array".formatted(VALUES_WANTED));

  /** What to do about what is not there. */
  private static final String LEAVE_OUT = "leave the reading or the metric out";

  /** What other languages write for a value that is no number. */
  private static final Pattern NO_NUMBER =
      Pattern.compile(
          "(?:Non-standard|Unrecognized) token"
              + " '([-+]?(?i:nan|inf|infinity|none|null|na|nil|undefined|true|false))'");

  private JsonFaults() {}

  /** What is wrong with text that is no JSON. */
  static String syntax(JsonProcessingException e) {
    String detail = JsonFault.detail(e);
    Matcher value = NO_NUMBER.matcher(detail);
    return value.matches()
        ? "%s is not JSON; where there is no number, %s".formatted(value.group(1), LEAVE_OUT)
        : detail;
  }

  /** The value that the parser is at is no number; skips it. */
  static Violation noNumber(JsonParser in, String what, String path) throws IOException {
    boolean isNull = in.currentToken() == JsonToken.VALUE_NULL;
    Violation violation = wrongType(in, what, path, "a number");
    return isNull
        ? new Violation(path, violation.detail() + "; where there is none, " + LEAVE_OUT)
        : violation;
  }

  /** The value that the parser is at has the wrong type; skips it. */
  public static Violation wrongType(JsonParser in, String what, String path, String wanted)
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
        "unknown field %s%s: a reading has sensor, metric, time, value, unit and tags, or values"
                .formatted(Quoted.of(name), advice(name))
            + " in place of metric and value");
  }

  /** A member of an object that has members of readings, too. */
  static Violation unknownOrOfAnotherShape(String name) {
    Violation unknown = unknown(name);
    return new Violation(
        unknown.path(),
        unknown.detail()
            + ". What a device or an agent sends, name by ?shape=device, telegraf or collectd");
  }

  private static String advice(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "timestamp", "datetime", "date" -> "; name it time";
      default -> JsonField.of(lower) == null ? "" : "; name it " + lower;
    };
  }

  static @Nullable Violation repeated(JsonField field, String name, int seen) {
    return field.isIn(seen) ? repeated(name, JsonPointers.of(name)) : null;
  }

  /** Something is there a second time. */
  public static Violation repeated(String what, String path) {
    return new Violation(path, what + " is given twice");
  }

  /** What a draft that has been added says of metrics that are there twice, or null. */
  static @Nullable Violation repeatedMetric(ReadingDraft draft) {
    return draft.repeatedMetrics().isEmpty()
        ? null
        : new Violation(
            "",
            "metric %s is given twice; the first value was taken"
                .formatted(Quoted.of(draft.repeatedMetrics().get(0))));
  }
}
