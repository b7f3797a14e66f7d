package dev.tidewire.observability;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks into expressions of Prometheus. */
final class Expression {
  private static final Pattern NO_METRICS =
      Pattern.compile(
          "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

  private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_:][\\w:]*\\b(?!\\s*\\()");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "offset", "bool");

  private Expression() {}

  /** The metrics that it asks for. */
  static Set<String> metrics(String expression) {
    Set<String> metrics = new TreeSet<>();
    Matcher name = NAME.matcher(NO_METRICS.matcher(expression).replaceAll(" "));
    while (name.find()) {
      if (!OPERATORS.contains(name.group())) {
        metrics.add(name.group());
      }
    }
    return metrics;
  }
}
