package dev.tidewire.ingest.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.MediaType;
import dev.tidewire.ingest.json.JsonFaults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The data of an event in JSON: a value of JSON, a string with text of another type, or a string
 * with bytes in Base64.
 */
final class EventData {
  private static final String ENCODED = "data_base64";

  /** The members that are data. */
  static final Set<String> NAMES = Set.of("data", ENCODED);

  /** What is kept of one event at most. Larger data is sent as a body of its own. */
  private static final int MAX_BYTES = 1 << 20;

  private static final JsonFactory WRITER = new JsonFactory();

  private final ByteArrayOutputStream json = new ByteArrayOutputStream();
  private @Nullable String text;
  private String name = "";
  private byte[] bytes = {};

  void clear() {
    json.reset();
    text = null;
    name = "";
  }

  /** Keeps the value that the parser is at; returns what is wrong with it, or null. */
  @Nullable Violation take(JsonParser in, String member) throws IOException {
    if (!name.isEmpty()) {
      in.skipChildren();
      return new Violation("/" + member, "an event has data once, but %s is there".formatted(name));
    }
    name = member;
    if (in.currentToken() == JsonToken.VALUE_STRING) {
      text = in.getText();
      return null;
    }
    if (member.equals(ENCODED)) {
      return JsonFaults.wrongType(in, member, "/" + member, "a string in Base64");
    }
    copy(in);
    return json.size() <= MAX_BYTES
        ? null
        : new Violation(
            "/" + member,
            "the data has more than %d bytes; send it as the body of a request, with the attributes in headers"
                .formatted(MAX_BYTES));
  }

  /** Copies the value with its numbers as they are written; of one that is too large a part. */
  private void copy(JsonParser in) throws IOException {
    try (JsonGenerator out = WRITER.createGenerator(json)) {
      int depth = 0;
      do {
        if (json.size() <= MAX_BYTES) {
          copyToken(in, out);
        }
        depth += in.currentToken().isStructStart() ? 1 : 0;
        depth -= in.currentToken().isStructEnd() ? 1 : 0;
      } while (depth > 0 && in.nextToken() != null);
    }
  }

  private static void copyToken(JsonParser in, JsonGenerator out) throws IOException {
    if (in.currentToken().isNumeric()) {
      out.writeNumber(in.getText());
    } else {
      out.copyCurrentEvent(in);
    }
  }

  /** Makes bytes of a type of it; returns what is wrong with it, or null. */
  @Nullable Violation decode(MediaType type) {
    if (name.isEmpty()) {
      return new Violation("/data", "the event has no data");
    }
    if (text == null) {
      bytes = json.toByteArray();
    } else {
      return name.equals(ENCODED) ? decodeBase64() : encode();
    }
    return null;
  }

  private @Nullable Violation encode() {
    bytes = Objects.requireNonNull(text).getBytes(UTF_8);
    return new String(bytes, UTF_8).equals(text)
        ? null
        : new Violation("/data", "data must be valid Unicode (found half of a surrogate pair)");
  }

  private @Nullable Violation decodeBase64() {
    try {
      bytes = Base64.getDecoder().decode(text);
      return null;
    } catch (IllegalArgumentException notBase64) {
      return new Violation("/" + ENCODED, "data_base64 must be Base64 (RFC 4648, section 4)");
    }
  }

  byte[] bytes() {
    return bytes;
  }
}
