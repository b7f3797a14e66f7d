package dev.tidewire.ingest.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes answers as JSON. */
public final class AnswerWriter {
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";
  private static final JsonFactory FACTORY = new JsonFactory();

  private AnswerWriter() {}

  /** 202: all readings are stored. */
  public static Answer accepted(int readings) {
    byte[] body = ("{\"accepted\":" + readings + "}").getBytes(StandardCharsets.US_ASCII);
    return new Answer(202, JSON, body, Map.of(), null);
  }

  /** 207: some readings are stored, some items are not. */
  public static Answer partlyAccepted(int readings, int rejected, List<ItemError> errors) {
    byte[] body =
        write(
            json -> {
              json.writeNumberField("accepted", readings);
              json.writeNumberField("rejected", rejected);
              writeErrors(json, errors);
            });
    return new Answer(207, JSON, body, Map.of(), null);
  }

  /** A problem; {@code headers} are those it needs beside the body. */
  public static Answer problem(Problem problem, Map<String, String> headers) {
    byte[] body =
        write(
            json -> {
              json.writeStringField("type", problem.type().uri());
              json.writeStringField("title", problem.type().title());
              json.writeNumberField("status", problem.type().status());
              json.writeStringField("detail", problem.detail());
              if (problem.rejected() > 0) {
                json.writeNumberField("rejected", problem.rejected());
                writeErrors(json, problem.errors());
              }
            });
    return new Answer(problem.type().status(), PROBLEM, body, headers, problem.type());
  }

  private static void writeErrors(JsonGenerator json, List<ItemError> errors) throws IOException {
    json.writeArrayFieldStart("errors");
    for (ItemError error : errors) {
      json.writeStartObject();
      json.writeStringField("detail", error.detail());
      if (error.position() instanceof Position.Pointer pointer) {
        json.writeStringField("pointer", pointer.pointer());
      } else if (error.position() instanceof Position.Line line) {
        json.writeNumberField("line", line.line());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static byte[] write(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }
}
