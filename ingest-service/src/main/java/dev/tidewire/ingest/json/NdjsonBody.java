package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.BodyCharset;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.LineReader;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.Utf8Check;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An NDJSON body: one reading per line. A bad line costs only itself; blank lines are skipped. */
final class NdjsonBody {
  /**
   * A factory shares the names it has seen among its parsers, and every parser that sees a new one
   * copies them all. A body whose lines all have new names would take quadratic time, so its names
   * are forgotten after this many bytes.
   */
  private static final int BYTES_OF_A_FACTORY = 8_192;

  /** What Jackson says of a comma, or of the bracket at the end. */
  private static final Pattern OF_AN_ARRAY =
      Pattern.compile("Unexpected (?:character \\(','|close marker '\\]')");

  private final ReadingSink sink;
  private final ShapeReader reader;
  private JsonFactory factory = Json.FACTORY.copy();
  private int bytesOfFactory;

  NdjsonBody(ShapeReader reader, ReadingSink sink) {
    this.sink = sink;
    this.reader = reader;
  }

  void read(InputStream body) throws IOException {
    LineReader lines = new LineReader(body);
    boolean empty = true;
    while (lines.next()) {
      if (!lines.isBlank()) {
        empty = false;
        String detail = readLine(lines);
        Position position = new Position.Line(lines.line());
        if (detail != null) {
          sink.reject(detail, position);
        } else {
          for (Violation metric : reader.badMetrics()) {
            sink.reject(metric.detail(), position);
          }
        }
      }
    }
    if (empty) {
      throw new BodyRefusedException(ProblemType.UNREADABLE_BODY, "The body is empty.");
    }
  }

  private @Nullable String readLine(LineReader lines) throws IOException {
    if (lines.isTooLong()) {
      return "the line is longer than %d bytes".formatted(LineReader.MAX_LINE);
    }
    if (!Utf8Check.isWellFormed(lines.buffer(), lines.start(), lines.end())) {
      return "the line " + BodyCharset.NOT_UTF_8;
    }
    int length = lines.end() - lines.start();
    try (JsonParser in = factory(length).createParser(lines.buffer(), lines.start(), length)) {
      return readLine(in, lines.line());
    }
  }

  private JsonFactory factory(int bytes) {
    bytesOfFactory += bytes;
    if (bytesOfFactory > BYTES_OF_A_FACTORY) {
      bytesOfFactory = bytes;
      factory = Json.FACTORY.copy();
    }
    return factory;
  }

  private @Nullable String readLine(JsonParser in, int line) throws IOException {
    try {
      JsonToken first = in.nextToken();
      if (first != JsonToken.START_OBJECT) {
        return "each line must be one JSON object"
            + (first == JsonToken.START_ARRAY
                ? "; an array is JSON, with the Content-Type application/json"
                : "");
      }
      in.nextToken();
      Violation violation = read(in, line);
      if (violation == null) {
        if (in.nextToken() != null) {
          return "something follows the object on its line";
        }
        violation = reader.add();
      }
      return violation == null ? null : violation.detail();
    } catch (JsonProcessingException e) {
      return syntaxError(JsonFaults.syntax(e), in);
    }
  }

  private static String syntaxError(String reason, JsonParser in) {
    if (reason.startsWith(Json.END_OF_INPUT)) {
      return "the JSON is not complete at the end of the line; an object on several lines is JSON,"
          + " with the Content-Type application/json";
    }
    if (in.getParsingContext().inRoot() && OF_AN_ARRAY.matcher(reason).lookingAt()) {
      return "NDJSON has no brackets around its objects and no commas between them; an array is"
          + " JSON, with the Content-Type application/json";
    }
    return "the JSON cannot be read from column %d on: %s"
        .formatted(in.currentLocation().getColumnNr(), reason);
  }

  private @Nullable Violation read(JsonParser in, int line) throws IOException {
    try {
      return reader.read(in);
    } catch (BodyRefusedException e) {
      throw e.explained("It is the object on line %d.".formatted(line));
    }
  }
}
