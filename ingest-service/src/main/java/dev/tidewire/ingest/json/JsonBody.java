package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.SeriesDefaults;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;

/**
 * A JSON body: one reading, or an array of them. What comes before a syntax error is taken; the
 * rest counts as one bad item.
 */
final class JsonBody {
  private final ReadingSink sink;
  private final JsonReadingReader reader;

  /** Number of the item being read, or negative outside of an array. */
  private int item = -1;

  JsonBody(SeriesDefaults defaults, ReadingSink sink) {
    this.sink = sink;
    this.reader = new JsonReadingReader(defaults, sink);
  }

  void read(InputStream body) throws IOException {
    try (JsonParser in = Json.FACTORY.createParser(new Utf8Input(body))) {
      read(in);
    }
  }

  private void read(JsonParser in) throws IOException {
    try {
      readDocument(in);
    } catch (JsonProcessingException e) {
      JsonLocation at = in.currentLocation();
      reject(
          "",
          "the JSON cannot be read from line %d, column %d on: %s"
              .formatted(at.getLineNr(), at.getColumnNr(), Json.detail(e)));
    }
  }

  private void readDocument(JsonParser in) throws IOException {
    JsonToken first = in.nextToken();
    if (first == null) {
      throw new BodyRefusedException(ProblemType.UNREADABLE_BODY, "The body is empty.");
    }
    if (first == JsonToken.START_ARRAY) {
      for (item = 0; in.nextToken() != JsonToken.END_ARRAY; item++) {
        readItem(in);
      }
      item = -1;
    } else {
      readItem(in);
    }
    if (in.nextToken() != null) {
      reject("", "something follows the end of the JSON; several documents are NDJSON");
    }
  }

  private void readItem(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      in.skipChildren();
      reject("", "a reading must be an object");
      return;
    }
    Violation violation = reader.read(in);
    if (violation == null) {
      violation = sink.add();
    }
    if (violation != null) {
      reject(violation.path(), violation.detail());
    }
  }

  private void reject(String path, String detail) throws BodyRefusedException {
    String pointer = item < 0 ? path : "/" + item + path;
    sink.reject(detail, new Position.Pointer(pointer));
  }
}
