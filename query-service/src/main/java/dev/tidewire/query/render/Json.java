package dev.tidewire.query.render;

import dev.tidewire.platform.text.JsonText;
import java.util.Collection;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** JSON text that is made before it is written. */
public final class Json {
  /** A string, which stays, or space outside of strings. */
  private static final Pattern SPACE = Pattern.compile("(\"(?:[^\"\\\\]++|\\\\.)*+\")|\\s+");

  private Json() {}

  /** An array of strings. */
  public static String strings(Collection<String> values) {
    return array(values, JsonText::quoted);
  }

  /** An array of whatever each item becomes. */
  public static <T> String array(Collection<T> items, Function<T, String> json) {
    return items.stream().map(json).collect(Collectors.joining(",", "[", "]"));
  }

  /** The same JSON without the space that Postgres puts between members. */
  public static String compact(String json) {
    return SPACE.matcher(json).replaceAll("$1");
  }
}
