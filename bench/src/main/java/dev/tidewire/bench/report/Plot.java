package dev.tidewire.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Figures over time: panels one below the other, a line for each figure. */
public final class Plot {
  private static final int PANEL = 150;
  private static final int WIDTH = 700;
  private static final int HEIGHT = 100;
  private static final List<String> COLOURS = List.of("#1f77b4", "#d62728", "#2ca02c", "#9467bd");

  private static final String FRAME =
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="960" height="%1$d" viewBox="0 0 960 %1$d">
      <style>text { font: 13px sans-serif } polyline { fill: none; stroke-width: 1.5 }</style>
      <rect width="100%%" height="100%%" fill="#fff"/>
      <text x="20" y="24" style="font-weight: bold">%2$s</text>
      %3$s</svg>
      """;

  private static final String AXES =
      """
      <g transform="translate(90, %d)">
      <text y="-8">%s</text>
      <path d="M0 0 V100 H700" stroke="#bbb" fill="none"/>
      <text x="-8" y="5" text-anchor="end">%s</text><text x="-8" y="105" text-anchor="end">0</text>
      %s</g>
      """;

  private static final String LINE =
      """
      <polyline points="%s" stroke="%s"/><text x="712" y="%d" fill="%s">%s</text>
      """;

  private Plot() {}

  /** Figures of one unit. */
  public record Panel(String title, List<Line> lines) {}

  /** A figure at equal distances of time. */
  public record Line(String name, List<Double> figures) {}

  /** The SVG. */
  public static String svg(String title, List<Panel> panels) {
    String all =
        IntStream.range(0, panels.size())
            .mapToObj(number -> panel(panels.get(number), 70 + number * PANEL))
            .collect(Collectors.joining());
    return FRAME.formatted(50 + panels.size() * PANEL, title, all);
  }

  private static String panel(Panel panel, int y) {
    double greatest =
        panel.lines().stream()
            .flatMap(line -> line.figures().stream())
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(0);
    double top = greatest > 0 ? greatest : 1;
    String lines =
        IntStream.range(0, panel.lines().size())
            .mapToObj(number -> line(panel.lines().get(number), number, top))
            .collect(Collectors.joining());
    return AXES.formatted(y, panel.title(), Numbers.measure(top), lines);
  }

  private static String line(Line line, int number, double top) {
    String colour = COLOURS.get(number % COLOURS.size());
    List<Double> figures = line.figures();
    double step = (double) WIDTH / Math.max(1, figures.size() - 1);
    String points =
        IntStream.range(0, figures.size())
            .mapToObj(i -> point(i * step, HEIGHT - figures.get(i) / top * HEIGHT))
            .collect(Collectors.joining(" "));
    return LINE.formatted(points, colour, 15 + number * 20, colour, line.name());
  }

  private static String point(double x, double y) {
    return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
  }
}
