package dev.tidewire.query.render;

import dev.tidewire.platform.text.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object around the rows of a page. NDJSON and CSV have rows only.
 *
 * @param open everything before the first row
 * @param members the members after the rows, each with a leading comma
 */
public record Envelope(String open, String members) {

  /** An object whose only member is the array of rows. */
  public static Envelope of(String rows) {
    return new Envelope("{" + JsonText.quoted(rows) + ":[", "");
  }

  /** The same with a member in front of the others. */
  public Envelope before(String name, String json) {
    return new Envelope("{" + member(name, json) + "," + open.substring(1), members);
  }

  /** The same with a member after the others. */
  public Envelope after(String name, String json) {
    return new Envelope(open, members + "," + member(name, json));
  }

  /** Everything after the last row. */
  String close(@Nullable String next) {
    return "]" + members + (next == null ? "" : "," + member("next", JsonText.quoted(next))) + "}";
  }

  private static String member(String name, String json) {
    return JsonText.quoted(name) + ":" + json;
  }
}
