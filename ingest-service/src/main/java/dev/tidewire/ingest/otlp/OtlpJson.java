package dev.tidewire.ingest.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.ByteOrderMark;
import dev.tidewire.ingest.json.Json;
import dev.tidewire.ingest.json.Utf8Input;
import dev.tidewire.ingest.protobuf.ProtobufReader;
import dev.tidewire.ingest.protobuf.ProtobufWriter;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.JsonFault;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Writes a request in JSON as the protobuf that it stands for, in one pass: members may come in any
 * order, which a reader of their bytes can look through twice. Unknown members are ignored, as OTLP
 * has it; one fault refuses the body.
 */
final class OtlpJson {
  /** Attributes of lists in lists are this deep. */
  private static final JsonFactory FACTORY = Json.factory(48);

  /** JSON takes three times as much. */
  private static final int MAX_BYTES = 16 << 20;

  private final ProtobufWriter out = new ProtobufWriter();
  private final JsonScalars scalars = new JsonScalars(out);

  /** The request in a body. */
  ProtobufReader read(InputStream body) throws IOException {
    Utf8Input text = new Utf8Input(ByteOrderMark.skip(body));
    try (JsonParser in = FACTORY.createParser(text)) {
      try {
        readDocument(in);
      } catch (JsonProcessingException e) {
        throw refused(text.place(in.currentLocation()), JsonFault.detail(e));
      }
    }
    return new ProtobufReader(out.buffer(), 0, out.size());
  }

  private void readDocument(JsonParser in) throws IOException {
    JsonToken first = in.nextToken();
    if (first == null) {
      throw new BodyRefusedException(ProblemType.UNREADABLE_BODY, "The body is empty.");
    }
    if (first != JsonToken.START_OBJECT) {
      throw refused(in.currentTokenLocation(), "an object is expected");
    }
    readMembers(in, JsonFields.REQUEST);
    if (in.nextToken() != null) {
      throw refused(in.currentTokenLocation(), "something follows the end of the JSON");
    }
  }

  private void readMembers(JsonParser in, Map<String, JsonFields.Field> fields) throws IOException {
    int seen = 0;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      JsonFields.Field field = fields.get(in.currentName());
      JsonToken value = in.nextToken();
      if (field == null || value == JsonToken.VALUE_NULL) {
        in.skipChildren();
        continue;
      }
      if ((seen & field.excluded()) != 0) {
        throw wrong(in, "there once, and no other of which only one can be");
      }
      seen |= 1 << field.number();
      if (field.isRepeated()) {
        readElements(in, field);
      } else {
        readValue(in, field);
      }
    }
  }

  private void readElements(JsonParser in, JsonFields.Field field) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw wrong(in, "an array");
    }
    while (in.nextToken() != JsonToken.END_ARRAY) {
      readValue(in, field);
    }
  }

  private void readValue(JsonParser in, JsonFields.Field field) throws IOException {
    if (out.size() > MAX_BYTES) {
      throw new BodyRefusedException(
          ProblemType.BODY_TOO_LARGE,
          "The body is more than %d bytes of protobuf; nothing was accepted. Send it in smaller pieces."
              .formatted(MAX_BYTES));
    }
    Map<String, JsonFields.Field> fields = field.fields();
    if (fields != null) {
      if (in.currentToken() != JsonToken.START_OBJECT) {
        throw wrong(in, "an object");
      }
      int begin = out.begin(field.number());
      readMembers(in, fields);
      out.end(begin);
    } else if (!scalars.write(in, field)) {
      throw wrong(in, JsonScalars.expected(field.type()));
    }
  }

  private static BodyRefusedException wrong(JsonParser in, String expected) throws IOException {
    String name = in.currentName();
    String what = name == null ? "an element" : "\"" + name + "\"";
    return refused(in.currentTokenLocation(), what + " must be " + expected);
  }

  private static BodyRefusedException refused(JsonLocation at, String reason) {
    return new BodyRefusedException(
        ProblemType.UNREADABLE_BODY,
        "The JSON cannot be read at line %d, column %d: %s. Nothing was accepted."
            .formatted(at.getLineNr(), at.getColumnNr(), reason));
  }
}
