package dev.tidewire.bench.report;

import java.util.List;
import java.util.Locale;

/** The rates as shares of their limits: a bar for each, with a line at the aim. */
final class Chart {
  private static final int LEFT = 330;
  private static final int FULL = 400;
  private static final int TOP = 64;
  private static final int ROW = 32;

  private static final String FRAME =
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="960" height="%1$d" viewBox="0 0 960 %1$d">
      <style>text { font: 13px sans-serif } line { stroke: #222; stroke-width: 2 }</style>
      <rect width="100%%" height="100%%" fill="#fff"/>
      <text x="20" y="24" style="font-weight: bold">Share of the limit that Tidewire reaches</text>
      <text x="20" y="46">Rates beside a limit in the same run. The line marks the aim.</text>
      %2$s</svg>
      """;

  private static final String BAR =
      """
      <g transform="translate(%d, %d)">
      <text x="-10" y="15" text-anchor="end">%s</text>
      <rect width="%.1f" height="20" fill="%s"/>
      <text x="%.1f" y="15">%s of %s</text>%s
      </g>
      """;

  private Chart() {}

  /** The SVG of those rows that are rates beside a limit. */
  static String svg(List<Row> rows) {
    StringBuilder bars = new StringBuilder();
    int y = TOP;
    for (Row row : rows) {
      Row.Limit limit = row.limit();
      if (limit != null && row.unit().isRate()) {
        bars.append(bar(row, limit, y));
        y += ROW;
      }
    }
    return FRAME.formatted(y + 12, bars);
  }

  private static String bar(Row row, Row.Limit limit, int y) {
    double width = row.measured() * FULL;
    double aim = row.aim() == null ? 0 : row.aim() * FULL;
    String line = "\n<line x1=\"%1$.1f\" y1=\"-4\" x2=\"%1$.1f\" y2=\"24\"/>";
    return String.format(
        Locale.ROOT,
        BAR,
        LEFT,
        y,
        row.what(),
        width,
        row.isMissed() ? "#d62728" : "#1f77b4",
        Math.max(width, aim) + 8,
        row.measuredText(),
        limit.name(),
        row.aim() == null ? "" : String.format(Locale.ROOT, line, aim));
  }
}
