package dev.tidewire.ingest.batch;

import dev.tidewire.platform.text.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tags as one text that can be compared without a map: for each tag its name and its value, each
 * preceded by a character that holds its length.
 */
public final class Tags {
  /** Longest name or value that fits this form. */
  public static final int MAX_LENGTH = Character.MAX_VALUE;

  private Tags() {}

  /** Adds a name or a value of at most {@link #MAX_LENGTH} characters. */
  public static void append(Text tags, String part) {
    tags.append((char) part.length());
    tags.append(part);
  }

  /** The tags of a text, or null where a name occurs twice. */
  static @Nullable Map<String, String> parse(Text tags) {
    if (tags.isEmpty()) {
      return Map.of();
    }
    String text = tags.toString();
    Map<String, String> map = new LinkedHashMap<>();
    int at = 0;
    while (at < text.length()) {
      int nameEnd = at + 1 + text.charAt(at);
      int valueEnd = nameEnd + 1 + text.charAt(nameEnd);
      String value = text.substring(nameEnd + 1, valueEnd);
      if (map.put(text.substring(at + 1, nameEnd), value) != null) {
        return null;
      }
      at = valueEnd;
    }
    return Collections.unmodifiableMap(map);
  }
}
