package dev.tidewire.processing.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.tidewire.contract.ReadingTime;
import dev.tidewire.platform.text.Decimals;
import dev.tidewire.platform.text.Rfc3339;
import dev.tidewire.platform.text.Utf8Writer;
import dev.tidewire.processing.store.LastError;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Builds JSON in which numbers and times look as in every other answer, and a member without a
 * value is left out.
 */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static byte[] bytes(ObjectNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a tree of plain values cannot be written", e);
    }
  }

  static void putText(ObjectNode json, String name, @Nullable String text) {
    if (text != null) {
      json.put(name, text);
    }
  }

  /**
   * @param value finite
   */
  static void putNumber(ObjectNode json, String name, @Nullable Double value) {
    if (value != null) {
      String digits = Decimals.write(new Utf8Writer(32), value).toString();
      json.putRawValue(name, new RawValue(digits));
    }
  }

  static void putTime(ObjectNode json, String name, @Nullable Long micros) {
    if (micros != null) {
      json.put(name, Rfc3339.format(micros));
    }
  }

  static void putTime(ObjectNode json, String name, @Nullable Instant time) {
    if (time != null) {
      json.put(name, Rfc3339.format(ReadingTime.toMicros(time)));
    }
  }

  static void putError(ObjectNode json, LastError error) {
    putTime(json, "at", error.at());
    json.put("cause", error.cause());
  }
}
