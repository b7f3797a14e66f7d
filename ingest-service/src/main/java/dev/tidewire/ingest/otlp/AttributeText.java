package dev.tidewire.ingest.otlp;

import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.protobuf.ProtobufReader;
import dev.tidewire.platform.text.Decimals;
import dev.tidewire.platform.text.JsonText;
import dev.tidewire.platform.text.Utf8Writer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The values of attributes as those of labels: a string as it is, bytes in Base64, and anything
 * else as its JSON text.
 */
final class AttributeText {
  /** A text of a label is short, and so is what is in it. */
  private static final int MAX_DEPTH = 8;

  private static final int STRING = 1;
  private static final int BOOLEAN = 2;
  private static final int INTEGER = 3;
  private static final int DOUBLE = 4;
  private static final int ARRAY = 5;
  private static final int MAP = 6;
  private static final int BYTES = 7;
  private static final int ELEMENT = 1;
  private static final int KEY = 1;
  private static final int VALUE = 2;

  private final StringBuilder json = new StringBuilder();
  private boolean isFaulty;

  private AttributeText() {}

  /** The text of a value; null where it is not UTF-8, or where values are too deep in others. */
  static @Nullable String of(ProtobufReader value) throws BodyRefusedException {
    if (!value.next()) {
      return "";
    }
    if (value.field() == STRING) {
      return value.text();
    }
    if (value.field() == BYTES) {
      return base64(value);
    }
    AttributeText text = new AttributeText();
    text.one(value, 0);
    return text.isFaulty ? null : text.json.toString();
  }

  /** Appends the value that a field is. */
  private void one(ProtobufReader value, int depth) throws BodyRefusedException {
    switch (value.field()) {
      case STRING -> string(value.text());
      case BOOLEAN -> json.append(value.integer() != 0);
      case INTEGER -> json.append(value.integer());
      case DOUBLE -> json.append(number(value.number()));
      case ARRAY -> list(value.message(), '[', ']', depth);
      case MAP -> list(value.message(), '{', '}', depth);
      case BYTES -> string(base64(value));
      default -> json.append("null");
    }
  }

  private void list(ProtobufReader elements, char first, char last, int depth)
      throws BodyRefusedException {
    isFaulty |= depth == MAX_DEPTH;
    String separator = "";
    json.append(first);
    while (!isFaulty && elements.next()) {
      if (elements.field() == ELEMENT) {
        json.append(separator);
        separator = ",";
        if (first == '{') {
          member(elements.message(), depth + 1);
        } else {
          value(elements.message(), depth + 1);
        }
      }
    }
    json.append(last);
  }

  private void member(ProtobufReader member, int depth) throws BodyRefusedException {
    String key = "";
    ProtobufReader value = null;
    while (member.next()) {
      switch (member.field()) {
        case KEY -> key = member.text();
        case VALUE -> value = member.message();
        default -> {
          // Of a later version.
        }
      }
    }
    string(key);
    json.append(':');
    if (value == null) {
      json.append("null");
    } else {
      value(value, depth);
    }
  }

  private void value(ProtobufReader value, int depth) throws BodyRefusedException {
    if (value.next()) {
      one(value, depth);
    } else {
      json.append("null");
    }
  }

  private void string(@Nullable String text) {
    isFaulty |= text == null;
    json.append(JsonText.quoted(text == null ? "" : text));
  }

  /** Numbers that JSON does not have are strings, as OTLP has it. */
  static String number(double number) {
    return Double.isFinite(number)
        ? Decimals.write(new Utf8Writer(24), number).toString()
        : JsonText.quoted(Double.toString(number));
  }

  private static String base64(ProtobufReader bytes) throws BodyRefusedException {
    return Base64.getEncoder().encodeToString(bytes.bytes());
  }
}
