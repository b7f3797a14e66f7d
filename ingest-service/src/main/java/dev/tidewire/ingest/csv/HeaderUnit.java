package dev.tidewire.ingest.csv;

import dev.tidewire.contract.Names;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name and the unit behind it, as in {@code Temp, °C}, {@code Temp (°C)} and {@code Temp [°C]}.
 *
 * @param unit empty for none
 */
record HeaderUnit(String name, String unit) {
  /** What HOBOware writes behind them. */
  private static final Pattern SERIAL_NUMBERS = Pattern.compile(" \\((?:LGR|SEN) S/N: [^()]*\\)$");

  private static final Pattern UNIT =
      Pattern.compile("(?<name>[^,(\\[]*[^,(\\[ ])(?:, ?|(?= ?[(\\[]))(?<unit>[^,]{1,32})");

  private static final Pattern BRACKETS =
      Pattern.compile(" ?(?:\\(([^()]+)\\)|\\[([^\\[\\]]+)\\])");

  /** Reads the name of a column. */
  static HeaderUnit of(String column) {
    String text = SERIAL_NUMBERS.matcher(column).replaceFirst("");
    Matcher matcher = UNIT.matcher(text);
    if (!matcher.matches()) {
      return new HeaderUnit(text, "");
    }
    String unit = unit(matcher.group("unit"));
    return unit.isEmpty() || Names.unitViolation(unit) != null
        ? new HeaderUnit(text, "")
        : new HeaderUnit(matcher.group("name"), unit);
  }

  private static String unit(String text) {
    Matcher brackets = BRACKETS.matcher(text);
    if (brackets.matches()) {
      return brackets.group(1) == null ? brackets.group(2) : brackets.group(1);
    }
    return text.matches(".*[()\\[\\]].*") ? "" : text.trim();
  }
}
