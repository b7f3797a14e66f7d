package dev.tidewire.bench.report;

import java.util.List;
import java.util.Locale;

/** The rates as shares of their limits: a bar for each, with a line at the aim. */
final class Chart {
  private static final int TOP = 92;
  private static final int ROW = 32;

  /** The scale begins at 0, and has room beyond the limit. */
  private static final int FULL = 360;

  private static final String FRAME =
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="960" height="%1$d" viewBox="0 0 960 %1$d">
      <style>text { font: 13px sans-serif } line { stroke: #222; stroke-width: 2 }</style>
      <rect width="100%%" height="100%%" fill="#fff"/>
      <text x="20" y="24" style="font-weight: bold">Share of the limit that Tidewire reaches</text>
      <text x="20" y="46">Rates beside a limit in the same run. A bar that misses its aim, the black line, is red.</text>
      <g transform="translate(330, 76)" text-anchor="middle">
      <text>0</text><text x="180">50 %%</text><text x="360">100 %%</text>
      <path d="M0 8 v%2$d M180 8 v%2$d M360 8 v%2$d" stroke="#bbb"/>
      </g>
      %3$s</svg>
      """;

  private static final String BAR =
      """
      <g transform="translate(330, %d)">
      <text x="-10" y="15" text-anchor="end">%s</text>
      <rect width="%.1f" height="20" fill="%s"/>%s
      <text x="%.1f" y="15" style="paint-order: stroke" stroke="#fff" stroke-width="6">%s of %s</text>
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
    return FRAME.formatted(y + 8, y - TOP, bars);
  }

  private static String bar(Row row, Row.Limit limit, int y) {
    double width = row.measured() * FULL;
    double aim = row.aim() == null ? 0 : row.aim() * FULL;
    String line = "\n<line x1=\"%1$.1f\" y1=\"-4\" x2=\"%1$.1f\" y2=\"24\"/>";
    return String.format(
        Locale.ROOT,
        BAR,
        y,
        row.what(),
        width,
        row.isMissed() ? "#d62728" : "#1f77b4",
        aim == 0 ? "" : String.format(Locale.ROOT, line, aim),
        Math.max(width, aim) + 8,
        row.measuredText(),
        limit.name());
  }
}
