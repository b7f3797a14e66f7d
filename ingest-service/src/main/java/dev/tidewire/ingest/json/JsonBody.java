package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.ByteOrderMark;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON body: one object, or an array of them. What comes before a syntax error is taken; the rest
 * counts as one bad item. A body of several documents is refused: it is NDJSON.
 */
public final class JsonBody {
  private final ReadingSink sink;
  private final ObjectReader reader;

  /** Number of the item being read, or negative outside of an array. */
  private int item = -1;

  /** Where the items are, if they are not the body itself. */
  private String wrapper = "";

  private boolean isAtEnd;

  /** Gives what a reader finds in a body to a sink. */
  public JsonBody(ObjectReader reader, ReadingSink sink) {
    this.sink = sink;
    this.reader = reader;
  }

  /** Reads the whole body, in UTF-8. */
  public void read(InputStream body) throws IOException {
    Utf8Input text = new Utf8Input(ByteOrderMark.skip(body));
    try (JsonParser in = Json.FACTORY.createParser(text)) {
      read(in, text);
    }
  }

  private void read(JsonParser in, Utf8Input text) throws IOException {
    try {
      readDocument(in);
      isAtEnd = true;
      if (in.nextToken() != null) {
        throw severalDocuments(in.currentTokenLocation());
      }
    } catch (JsonProcessingException e) {
      if (isAtEnd) {
        throw severalDocuments(text.place(in.currentLocation()));
      }
      reject("", cannotBeRead(text.place(in.currentLocation()), JsonFaults.syntax(e)));
    }
  }

  private String cannotBeRead(JsonLocation at, String reason) {
    String rest =
        item < 0
            ? ""
            : ". Nothing of this item and of those after it was read"
                + (reader.canBeLines()
                    ? ". Sent as NDJSON, a line that cannot be read costs only itself"
                    : "");
    return "the JSON cannot be read from line %d, column %d on: %s%s"
        .formatted(at.getLineNr(), at.getColumnNr(), reason, rest);
  }

  private BodyRefusedException severalDocuments(JsonLocation at) {
    return new BodyRefusedException(
        ProblemType.UNREADABLE_BODY,
        "Something follows the end of the JSON on line %d, column %d; nothing was accepted. Several"
                .formatted(at.getLineNr(), at.getColumnNr())
            + (reader.canBeLines()
                ? " readings are an array, or NDJSON: one on each line, with the Content-Type"
                    + " application/x-ndjson."
                : " are an array."));
  }

  private void readDocument(JsonParser in) throws IOException {
    JsonToken first = in.nextToken();
    if (first == null) {
      throw new BodyRefusedException(ProblemType.UNREADABLE_BODY, "The body is empty.");
    }
    if (first == JsonToken.START_ARRAY) {
      readItems(in);
    } else if (first == JsonToken.START_OBJECT) {
      in.nextToken();
      if (reader.entersItems(in)) {
        readWrapped(in);
      } else {
        readMembers(in);
      }
    } else {
      readItem(in);
    }
  }

  /** The items are the only member of an object. */
  private void readWrapped(JsonParser in) throws IOException {
    wrapper = "/" + in.currentName();
    if (in.nextToken() == JsonToken.START_ARRAY) {
      readItems(in);
    } else {
      in.skipChildren();
      reject("", "it must be an array");
    }
    for (in.nextToken(); in.currentToken() != JsonToken.END_OBJECT; in.nextToken()) {
      wrapper = JsonPointers.of(in.currentName());
      in.nextToken();
      in.skipChildren();
      reject("", "nothing may stand beside the metrics");
    }
  }

  private void readItems(JsonParser in) throws IOException {
    for (item = 0; in.nextToken() != JsonToken.END_ARRAY; item++) {
      readItem(in);
    }
    item = -1;
  }

  private void readItem(JsonParser in) throws IOException {
    if (in.currentToken() == JsonToken.START_OBJECT) {
      in.nextToken();
      readMembers(in);
    } else {
      in.skipChildren();
      reject("", "a reading must be an object");
    }
  }

  private void readMembers(JsonParser in) throws IOException {
    Violation violation = readObject(in);
    if (violation == null) {
      violation = reader.add();
    }
    if (violation != null) {
      reject(violation.path(), violation.detail());
      return;
    }
    for (Violation metric : reader.badMetrics()) {
      reject(metric.path(), metric.detail());
    }
  }

  private @Nullable Violation readObject(JsonParser in) throws IOException {
    try {
      return reader.read(in);
    } catch (BodyRefusedException e) {
      throw item < 0 ? e : e.explained("It is the object at /%d.".formatted(item));
    }
  }

  private void reject(String path, String detail) throws BodyRefusedException {
    String pointer = wrapper + (item < 0 ? path : "/" + item + path);
    sink.reject(detail, new Position.Pointer(pointer));
  }
}
