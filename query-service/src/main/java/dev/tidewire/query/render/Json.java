package dev.tidewire.query.render;

import dev.tidewire.platform.text.JsonText;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;

/** JSON text that is made before it is written. */
public final class Json {
  private Json() {}

  /** An array of strings. */
  public static String strings(Collection<String> values) {
    return array(values, JsonText::quoted);
  }

  /** An array of whatever each item becomes. */
  public static <T> String array(Collection<T> items, Function<T, String> json) {
    return items.stream().map(json).collect(Collectors.joining(",", "[", "]"));
  }
}
