package dev.tidewire.bench.report;

import dev.tidewire.bench.machine.Machine;
import dev.tidewire.bench.measure.Results;
import dev.tidewire.bench.sizing.Costs;
import java.util.List;
import java.util.stream.Collectors;

/** The report of a run: as a page, and as what of it belongs on a terminal. */
public final class Report {
  private final Results results;
  private final List<Target> targets;

  /** A report of all that was measured. */
  public Report(Results results) {
    this.results = results;
    this.targets = Targets.of(results);
  }

  /** The page, a plot beside it in {@code report.svg}. */
  public String markdown() {
    return """
        # Benchmark

        %s
        %s
        ![Tidewire against the limits of this machine](report.svg)

        %s
        Repeat it with `%s`.

        ## How it was measured

        %s"""
        .formatted(machine(), tables(), verdict() + "\n", results.command(), METHOD);
  }

  /** The targets and all figures. */
  public String tables() {
    StringBuilder text = new StringBuilder();
    section(text, "Targets", targetTable());
    if (results.store() != null) {
      section(
          text,
          "Readings stored end to end: a second, and CPU µs a reading",
          FigureTables.store(results.store()));
    }
    if (results.ingest() != null) {
      section(text, "Readings acknowledged", FigureTables.ingest(results.ingest()));
    }
    if (results.query() != null) {
      section(text, "Queries", FigureTables.query(results.query()));
    }
    if (results.store() != null) {
      Costs costs = Costs.of(results.store());
      section(
          text,
          "What more of them would take (docs/scaling.md)",
          SizingTable.costs(costs) + "\n" + SizingTable.sizes(costs));
    }
    section(text, "Resident memory", FigureTables.memory(results.memory()));
    if (results.soak() != null) {
      section(text, "Alive in the heap after each minute", FigureTables.soak(results.soak()));
    }
    return text.toString();
  }

  /** Which targets were missed, in one line, and in another what else there is to know. */
  public String verdict() {
    return targetVerdict()
        + (results.refusals() == 0
            ? ""
            : "\nIngest refused %d requests as too busy (503); they were sent again."
                .formatted(results.refusals()));
  }

  private String targetVerdict() {
    List<Target> missed = targets.stream().filter(target -> !target.met()).toList();
    if (missed.isEmpty()) {
      return "All %d targets of this run are met.".formatted(targets.size());
    }
    return "Missed %d of %d targets: %s."
        .formatted(
            missed.size(),
            targets.size(),
            missed.stream()
                .map(target -> target.name() + " (" + target.measured() + ")")
                .collect(Collectors.joining("; ")));
  }

  private String targetTable() {
    Table table = new Table("target", "wanted", "measured", "");
    for (Target target : targets) {
      table.row(target.name(), target.wanted(), target.measured(), target.met() ? "ok" : "MISSED");
    }
    return table.markdown();
  }

  private String machine() {
    Machine machine = results.machine();
    return """
        %d cores of %s, %,d MiB of memory, %s, %s.
        Tidewire %s at commit %s, Quarkus %s, Kafka %s, Postgres %s.
        """
        .formatted(
            machine.cores(),
            machine.processor(),
            machine.memoryMebibytes(),
            machine.os(),
            machine.jdk(),
            machine.tidewire(),
            machine.commit(),
            machine.quarkus(),
            machine.kafka(),
            results.postgres());
  }

  private static void section(StringBuilder text, String title, String table) {
    text.append("## ").append(title).append("\n\n").append(table).append('\n');
  }

  private static final String METHOD =
      """
      One run on one machine: the load generator, Kafka, Postgres, the three services and the limits
      share its cores. Postgres commits with fsync. 1000 sensors with one series each; a batch of
      1000 holds one reading of each. Every figure is the median of three rounds, and what is
      compared takes turns, round by round, after everything was warmed up. Before each round all
      that was accepted is stored, vacuumed and checkpointed. At the end the rows are counted.

      - CPU is user and system time as the operating system counts it, Postgres with all its
        backends.
      - Clients are closed loops: each sends its next request when it has the answer to the last.
      - *Bare insert*: sorted rows by `INSERT … SELECT FROM unnest` into a twin of the table, over two
        connections, 20,000 rows a statement.
      - *Bare producer*: the bytes that ingest sends, ready-made, with the same settings to a topic of
        the same settings.
      - *Bare endpoint*: Vert.x reads the body and answers 202; nothing is parsed or kept.
      - *Bare query*: Vert.x runs the same statements on a pool of the same size, looks at each row,
        and answers with their number in place of the rows.
      """;
}
