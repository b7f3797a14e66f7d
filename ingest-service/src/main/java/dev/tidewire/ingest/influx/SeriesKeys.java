package dev.tidewire.ingest.influx;

import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.ingest.labels.LabelNaming;
import dev.tidewire.ingest.labels.LabelReader;
import dev.tidewire.ingest.labels.Named;
import dev.tidewire.ingest.labels.NamedByBytes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what is before the first space of a line: the measurement and the tags. */
final class SeriesKeys {
  private static final String OF_JSON = "; JSON is sent to /v1/readings";

  private final NamedByBytes known;
  private final LabelReader reader;

  SeriesKeys(LabelNaming naming, NamedByBytes known) {
    this.known = known;
    this.reader = key -> read(new String(key, StandardCharsets.UTF_8), naming);
  }

  /** What the bytes of a key name, which are UTF-8. */
  Named of(byte[] buffer, int from, int to) throws BodyRefusedException {
    Named remembered = known.find(buffer, from, to);
    return remembered == null ? known.read(buffer, from, to, reader) : remembered;
  }

  private static Named read(String key, LabelNaming naming) {
    int end = unescaped(key, 0, ',', ',');
    if (end == 0) {
      return new Named.Refused("the measurement is missing before the first comma or space");
    }
    Map<String, String> tags = new HashMap<>();
    String measurement = plain(key.substring(0, end), false);
    while (end < key.length()) {
      int from = end + 1;
      end = unescaped(key, from, ',', ',');
      String violation = read(key, from, end, tags);
      if (violation != null) {
        return new Named.Refused(violation);
      }
    }
    return naming.of(measurement, tags);
  }

  private static @Nullable String read(String key, int from, int end, Map<String, String> tags) {
    int equals = unescaped(key, from, '=', ',');
    boolean isWhole = equals > from && equals < end - 1;
    if (!isWhole || unescaped(key, equals + 1, '=', ',') < end) {
      return "a tag must be name=value, but is %s%s"
          .formatted(Quoted.of(key.substring(from, end)), key.startsWith("{") ? OF_JSON : "");
    }
    String name = plain(key.substring(from, equals), true);
    String value = plain(key.substring(equals + 1, end), true);
    return tags.put(name, value) == null
        ? null
        : "the tag %s is given twice".formatted(Quoted.of(name));
  }

  /** Where one of two characters is that has no backslash before it; or the end. */
  private static int unescaped(String key, int from, char one, char other) {
    for (int at = from; at < key.length(); at++) {
      char c = key.charAt(at);
      if ((c == one || c == other) && (at == from || key.charAt(at - 1) != '\\')) {
        return at;
      }
    }
    return key.length();
  }

  /**
   * Without the backslashes before commas, spaces and, in tags and fields, equal signs. Others are
   * backslashes.
   */
  static String plain(String escaped, boolean hasEquals) {
    if (escaped.indexOf('\\') < 0) {
      return escaped;
    }
    StringBuilder plain = new StringBuilder(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char next = i + 1 < escaped.length() ? escaped.charAt(i + 1) : 0;
      boolean isEscape =
          escaped.charAt(i) == '\\' && (next == ',' || next == ' ' || hasEquals && next == '=');
      i += isEscape ? 1 : 0;
      plain.append(escaped.charAt(i));
    }
    return plain.toString();
  }
}
