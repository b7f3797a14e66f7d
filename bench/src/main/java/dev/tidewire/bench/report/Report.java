package dev.tidewire.bench.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The report of a run.
 *
 * @param costs of a reading, when they were measured
 * @param files further ones, by their names
 */
public record Report(
    List<Section> sections, @Nullable Map<Cost, Double> costs, Map<String, String> files) {
  /** The page, with the chart beside it in {@code report.svg}; the command repeats the run. */
  public String markdown(String machine, String command) {
    return """
        # Benchmark

        %s

        %s
        ![The share of its limits that Tidewire reaches](report.svg)
        %s
        Repeat it with `%s`. [How it is measured](README.md#how-it-is-measured).
        """
        .formatted(machine, text(), pictures(), command);
  }

  private String pictures() {
    return files.keySet().stream()
        .filter(name -> name.endsWith(".svg"))
        .map("![What grew and what waited](%s)\n"::formatted)
        .collect(Collectors.joining());
  }

  /** The tables and the verdict. */
  public String text() {
    String tables = sections.stream().map(Section::text).collect(Collectors.joining("\n"));
    String text = tables + "\n" + verdict() + "\n";
    return costs == null
        ? text
        : text
            + "\nWhat more readings would take (docs/scaling.md):\n\n"
            + Sizing.costs(costs)
            + "\n"
            + Sizing.sizes(costs);
  }

  private String verdict() {
    List<Row> rows = Section.rowsOf(sections);
    long aims = rows.stream().filter(row -> row.aim() != null).count();
    List<Row> missed = rows.stream().filter(Row::isMissed).toList();
    return missed.isEmpty()
        ? "All %d aims of this run are met.".formatted(aims)
        : missed.stream()
            .map(row -> "%s (%s)".formatted(row.what(), row.measuredText()))
            .collect(
                Collectors.joining(
                    "; ", "Missed %d of %d aims: ".formatted(missed.size(), aims), "."));
  }

  /** The chart. */
  public String svg() {
    return Chart.svg(Section.rowsOf(sections));
  }
}
