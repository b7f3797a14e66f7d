package dev.tidewire.bench.report;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure of Tidewire, with the limit beside it and the aim where there are such.
 *
 * @param limit the same figure of a limit in the same run
 * @param aim for the ratio to the limit if there is one, else for the figure itself: a lower bound
 *     of a rate, an upper bound of everything else
 */
public record Row(
    String what, double figure, Unit unit, @Nullable Limit limit, @Nullable Double aim) {
  /** The heads of the columns. */
  static final List<String> HEAD =
      List.of("what", "Tidewire", "the limit beside it", "ratio", "aim");

  /** What a limit reached, in the unit of the row. */
  public record Limit(String name, double figure) {}

  /** A figure without a limit. */
  public static Row of(String what, double figure, Unit unit, @Nullable Double aim) {
    return new Row(what, figure, unit, null, aim);
  }

  /** The same with another name. */
  Row named(String name) {
    return new Row(name, figure, unit, limit, aim);
  }

  /** Whether the aim is missed. */
  boolean isMissed() {
    return aim != null && (unit.isRate() ? measured() < aim : measured() > aim);
  }

  /** What the aim is about. */
  double measured() {
    return limit == null ? figure : figure / limit.figure();
  }

  /** What the aim is about, as text. */
  String measuredText() {
    if (limit == null) {
      return unit.text(figure);
    }
    return unit.isRate() ? Numbers.percent(measured()) : Numbers.measure(measured()) + " ×";
  }

  /** The figure, and the limit if there is one, in one line. */
  public String text() {
    String beside = limit == null ? "" : ", " + limit.name() + " " + unit.number(limit.figure());
    return what + ": " + unit.text(figure) + beside;
  }

  List<String> cells() {
    return List.of(
        what,
        unit.text(figure),
        limit == null ? "" : limit.name() + " " + unit.number(limit.figure()),
        limit == null ? "" : measuredText(),
        aimText() + (isMissed() ? " MISSED" : ""));
  }

  private String aimText() {
    if (aim == null) {
      return "";
    }
    String number = BigDecimal.valueOf(aim).stripTrailingZeros().toPlainString();
    if (limit == null) {
      return (unit.isRate() ? "≥ " : "≤ ") + unit.text(aim).replaceFirst("^\\S+", number);
    }
    return unit.isRate() ? "≥ " + Numbers.percent(aim) : "≤ " + number + " ×";
  }
}
