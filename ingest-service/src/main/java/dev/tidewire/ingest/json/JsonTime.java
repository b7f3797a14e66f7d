package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.TimeReader;
import dev.tidewire.platform.text.Text;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A time as an object has it, a text or a number since 1970. What it means depends on the shape of
 * the object, which may be known only after it.
 */
final class JsonTime {
  private final Text text = new Text();
  private boolean isInteger;
  private long integer;
  private String path = "";

  /** Takes the time that the parser is at; returns what is wrong with it, or null. */
  @Nullable Violation take(JsonParser in, String name) throws IOException {
    path = JsonPointers.of(name);
    JsonToken token = in.currentToken();
    isInteger =
        token == JsonToken.VALUE_NUMBER_INT
            && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    if (isInteger) {
      integer = in.getLongValue();
      return null;
    }
    if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
      return JsonFaults.wrongType(in, name, path, "a string or a number since 1970");
    }
    text.set(in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
    return null;
  }

  /** Gives it to a draft; returns what is wrong with it, or null. */
  @Nullable Violation give(TimeReader times, ReadingDraft draft) {
    if (isInteger) {
      times.read(integer, draft);
      return null;
    }
    String detail = times.read(text, draft);
    return detail == null ? null : new Violation(path, detail);
  }

  /** Takes and gives the time that the parser is at. */
  @Nullable Violation read(JsonParser in, String name, TimeReader times, ReadingDraft draft)
      throws IOException {
    Violation violation = take(in, name);
    return violation == null ? give(times, draft) : violation;
  }
}
