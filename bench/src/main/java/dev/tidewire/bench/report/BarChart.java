package dev.tidewire.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Horizontal bars below a title, to be put into an SVG.
 *
 * @param note a line below the title
 */
record BarChart(String title, String note, List<Bar> bars) {
  static final int WIDTH = 900;

  private static final int LEFT = 230;
  private static final int RIGHT = 170;
  private static final int HEAD = 64;
  private static final int ROW = 32;
  private static final int THICKNESS = 20;
  private static final int LEGEND = 28;

  int height() {
    return HEAD + bars.size() * ROW + (legend().isEmpty() ? 0 : LEGEND) + 12;
  }

  /** The chart with its upper edge at {@code top}. */
  String svg(int top) {
    StringBuilder svg = new StringBuilder();
    text(svg, 20, top + 28, "title", title);
    text(svg, 20, top + 48, "note", note);
    double longest = bars.stream().mapToDouble(BarChart::extent).max().orElse(1);
    double scale = (WIDTH - LEFT - RIGHT) / longest;
    int y = top + HEAD;
    for (Bar bar : bars) {
      draw(svg, bar, y, scale);
      y += ROW;
    }
    drawLegend(svg, y + 16);
    return svg.toString();
  }

  private static double extent(Bar bar) {
    return bar.target() == null ? bar.length() : Math.max(bar.length(), bar.target());
  }

  private static void draw(StringBuilder svg, Bar bar, int y, double scale) {
    int base = y + THICKNESS - 5;
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n"
            .formatted(LEFT - 10, base, escaped(bar.label())));
    double x = LEFT;
    for (Bar.Segment segment : bar.segments()) {
      double width = segment.length() * scale;
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n",
              x,
              y,
              width,
              THICKNESS,
              segment.colour()));
      x += width;
    }
    if (bar.target() != null) {
      double mark = LEFT + bar.target() * scale;
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" class=\"target\"/>\n",
              mark,
              y - 4,
              mark,
              y + THICKNESS + 4));
      x = Math.max(x, mark);
    }
    text(svg, (int) x + 8, base, "figure", bar.text());
  }

  private void drawLegend(StringBuilder svg, int y) {
    int x = LEFT;
    for (Map.Entry<String, String> entry : legend().entrySet()) {
      svg.append(
          "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>\n"
              .formatted(x, y - 11, entry.getValue()));
      text(svg, x + 17, y, "note", entry.getKey());
      x += 40 + entry.getKey().length() * 7;
    }
  }

  private Map<String, String> legend() {
    Map<String, String> colours = new LinkedHashMap<>();
    for (Bar bar : bars) {
      for (Bar.Segment segment : bar.segments()) {
        if (!segment.name().isEmpty()) {
          colours.put(segment.name(), segment.colour());
        }
      }
    }
    return colours;
  }

  private static void text(StringBuilder svg, int x, int y, String style, String text) {
    svg.append(
        "<text x=\"%d\" y=\"%d\" class=\"%s\">%s</text>\n".formatted(x, y, style, escaped(text)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
