package dev.tidewire.e2e.compose;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables of a compose file, put in as Docker Compose does. */
record Variables(Map<String, String> values) {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$|\\$\\{(?<name>\\w+):(?<kind>[-?])(?<text>[^}]*)}");

  /**
   * @throws IllegalArgumentException when one that has to be set is not, with the file's message
   */
  String substitute(String text) {
    return REFERENCE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match)));
  }

  private String value(MatchResult match) {
    if (match.group().equals("$$")) {
      return "$";
    }
    String name = match.group(1);
    String value = values.getOrDefault(name, "");
    if (!value.isEmpty()) {
      return value;
    }
    if (match.group(2).equals("?")) {
      throw new IllegalArgumentException(name + " " + match.group(3));
    }
    return match.group(3);
  }
}
