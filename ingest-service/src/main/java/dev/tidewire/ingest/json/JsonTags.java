package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.contract.Names;
import dev.tidewire.ingest.batch.Tags;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.platform.text.Text;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the tags of a reading. */
final class JsonTags {
  static final Violation TOO_MANY =
      new Violation("/tags", "a reading must have at most %d tags".formatted(Names.MAX_TAGS));

  private JsonTags() {}

  /** Reads the value that the parser is at into {@code tags}; returns what is wrong, or null. */
  static @Nullable Violation read(JsonParser in, Text tags) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      return JsonFaults.wrongType(in, "tags", "/tags", "an object from name to string");
    }
    Violation violation = null;
    for (int count = 1; in.nextToken() != JsonToken.END_OBJECT; count++) {
      String name = in.currentName();
      in.nextToken();
      if (violation == null) {
        violation = tag(in, name, count, tags);
      } else {
        in.skipChildren();
      }
    }
    return violation;
  }

  private static @Nullable Violation tag(JsonParser in, String name, int count, Text tags)
      throws IOException {
    String path = "/tags" + JsonPointers.of(name);
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      return JsonFaults.wrongType(in, "tag " + Quoted.of(name), path, "a string");
    }
    if (count > Names.MAX_TAGS) {
      return TOO_MANY;
    }
    String detail = tooLong(name, in.getTextLength());
    if (detail != null) {
      return new Violation(path, detail);
    }
    Tags.append(tags, name);
    Tags.append(tags, in.getText());
    return null;
  }

  private static @Nullable String tooLong(String name, int value) {
    if (name.length() > JsonFaults.MAX_TEXT) {
      return JsonFaults.tooLong(
          "tag name " + Quoted.of(name), Names.MAX_TAG_NAME_BYTES, name.length());
    }
    return value > JsonFaults.MAX_TEXT
        ? JsonFaults.tooLong("value of tag " + Quoted.of(name), Names.MAX_TAG_VALUE_BYTES, value)
        : null;
  }
}
