package dev.tidewire.query.render;

import org.jspecify.annotations.Nullable;

/** The pieces of JSON that the renderers put together. */
final class Json {
  private Json() {}

  /** A string with its quotes. */
  static String quoted(String value) {
    StringBuilder json = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  /** A quoted member that follows others, or nothing when it has no value. */
  static String optionalMember(String name, @Nullable String value) {
    return value == null ? "" : ",\"" + name + "\":" + quoted(value);
  }
}
