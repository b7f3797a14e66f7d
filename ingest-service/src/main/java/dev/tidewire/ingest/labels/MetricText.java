package dev.tidewire.ingest.labels;

import dev.tidewire.platform.text.Text;
import java.util.Map;
import java.util.SortedMap;

/**
 * Names of metrics with labels, in Prometheus' notation: {@code name{a="1",b="2"}}, sorted by
 * label. Two names are equal only if they have the same labels: what could be taken for a part of
 * the notation is escaped by a backslash.
 */
final class MetricText {
  private MetricText() {}

  /** Appends a name, in which a brace would begin the labels. */
  static void name(CharSequence name, Text out) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '{' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
  }

  /** The labels after the name; empty for none. */
  static String suffix(SortedMap<String, String> labels) {
    if (labels.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder("{");
    for (Map.Entry<String, String> label : labels.entrySet()) {
      out.append(out.length() == 1 ? "" : ",");
      labelName(label.getKey(), out);
      out.append('=');
      quoted(label.getValue(), out);
    }
    return out.append('}').toString();
  }

  /** Names that Prometheus before 3.0 does not have are quoted only where they have to be. */
  private static void labelName(String name, StringBuilder out) {
    boolean isPlain =
        name.chars().noneMatch(c -> c == '"' || c == '=' || c == ',' || c == '}' || c == '\\');
    if (isPlain) {
      out.append(name);
    } else {
      quoted(name, out);
    }
  }

  private static void quoted(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
  }
}
