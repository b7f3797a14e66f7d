package dev.tidewire.bench.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The report of a run.
 *
 * @param costs of a reading, when they were measured
 */
public record Report(List<Row> rows, @Nullable Map<Cost, Double> costs) {
  /** The page, with the chart beside it in {@code report.svg}; the command repeats the run. */
  public String markdown(String machine, String command) {
    return """
        # Benchmark

        %s

        %s
        ![The share of its limits that Tidewire reaches](report.svg)

        Repeat it with `%s`. [How it is measured](README.md#how-it-is-measured).
        """
        .formatted(machine, text(), command);
  }

  /** The tables and the verdict. */
  public String text() {
    String table = Table.markdown(Row.HEAD, rows.stream().map(Row::cells).toList());
    String text = table + "\n" + verdict() + "\n";
    return costs == null
        ? text
        : text
            + "\nWhat more readings would take (docs/scaling.md):\n\n"
            + Sizing.costs(costs)
            + "\n"
            + Sizing.sizes(costs);
  }

  private String verdict() {
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
    return Chart.svg(rows);
  }
}
