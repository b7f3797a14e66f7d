package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.platform.text.Text;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a field that is a string. */
public final class JsonString {
  private JsonString() {}

  /** Reads the value of the current field; returns what is wrong with it, or null. */
  public static @Nullable Violation read(
      JsonParser in, String name, Text to, boolean required, int maxBytes) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      return JsonFaults.wrongType(in, name, "/" + name, "a string");
    }
    int length = in.getTextLength();
    if (length > JsonFaults.MAX_TEXT) {
      return new Violation("/" + name, JsonFaults.tooLong(name, maxBytes, length));
    }
    if (required && length == 0) {
      return new Violation("/" + name, name + " must not be empty");
    }
    to.set(in.getTextCharacters(), in.getTextOffset(), length);
    return null;
  }
}
