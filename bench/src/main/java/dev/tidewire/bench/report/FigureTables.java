package dev.tidewire.bench.report;

import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.measure.HttpFigures;
import dev.tidewire.bench.measure.IngestFigures;
import dev.tidewire.bench.measure.MemoryFigures;
import dev.tidewire.bench.measure.QueryFigures;
import dev.tidewire.bench.measure.SoakFigures;
import dev.tidewire.bench.measure.StoreFigures;
import dev.tidewire.bench.measure.WorkFigures;
import java.util.ArrayList;
import java.util.List;

/** The tables of the figures of each measurement. */
final class FigureTables {
  private static final List<Part> WORKERS =
      List.of(Part.INGEST, Part.PROCESSING, Part.KAFKA, Part.POSTGRES, Part.LIMIT, Part.LOAD);

  private FigureTables() {}

  static String store(StoreFigures store) {
    List<String> header = new ArrayList<>(List.of("", "readings/s"));
    WORKERS.forEach(part -> header.add(part.label()));
    header.add("others");
    header.add("in all");
    Table table = new Table(header.toArray(String[]::new));
    table.row(work("Tidewire", store.stored()));
    table.row(work("bare insert", store.insert()));
    table.row(work("bare producer", store.producer()));
    return table.markdown();
  }

  private static List<String> work(String name, WorkFigures figures) {
    List<String> cells = new ArrayList<>(List.of(name, Numbers.rate(figures.perSecond())));
    double named = 0;
    for (Part part : WORKERS) {
      cells.add(figures.cpuMicros().containsKey(part) ? Numbers.micros(figures.cpu(part)) : "");
      named += figures.cpu(part);
    }
    cells.add(Numbers.micros(figures.totalCpu() - named));
    cells.add(Numbers.micros(figures.totalCpu()));
    return cells;
  }

  static String ingest(IngestFigures ingest) {
    Table table =
        new Table("", "clients", "requests/s", "readings/s", "p50 ms", "p99 ms", "max ms");
    ingest.acknowledged().forEach((batch, figures) -> posted(table, "", batch, figures));
    ingest.bare().forEach((batch, figures) -> posted(table, "bare endpoint, ", batch, figures));
    return table.markdown();
  }

  private static void posted(Table table, String who, int batch, HttpFigures figures) {
    table.row(
        who + (batch == 1 ? "single readings" : "batches of " + batch),
        Integer.toString(IngestFigures.connections(batch)),
        Numbers.rate(figures.perSecond()),
        Numbers.rate(figures.perSecond() * batch),
        Numbers.millis(figures.p50Millis()),
        Numbers.millis(figures.p99Millis()),
        Numbers.millis(figures.maxMillis()));
  }

  static String query(QueryFigures query) {
    Table table = new Table("", "clients", "requests/s", "p50 ms", "p99 ms", "max ms");
    asked(table, "latest", query.latest());
    asked(table, "bare latest", query.bareLatest());
    asked(table, QueryFigures.ROWS + " rows", query.range());
    asked(table, "bare " + QueryFigures.ROWS + " rows", query.bareRange());
    return table.markdown();
  }

  private static void asked(Table table, String name, HttpFigures figures) {
    table.row(
        name,
        Integer.toString(QueryFigures.CONNECTIONS),
        Numbers.rate(figures.perSecond()),
        Numbers.millis(figures.p50Millis()),
        Numbers.millis(figures.p99Millis()),
        Numbers.millis(figures.maxMillis()));
  }

  static String memory(MemoryFigures memory) {
    Table table = new Table("MiB", "idle", "peak", "heap bound");
    long idle = 0;
    for (Part part : Part.values()) {
      if (memory.idle().containsKey(part)) {
        Long heap = memory.heapMebibytes().get(part);
        table.row(
            part.label(),
            Numbers.mebibytes(memory.idle().get(part)),
            Numbers.mebibytes(memory.peak().getOrDefault(part, 0L)),
            heap == null ? "" : heap.toString());
        idle += part == Part.LOAD ? 0 : memory.idle().get(part);
      }
    }
    table.row("the stack", Numbers.mebibytes(idle), "", "");
    return table.markdown();
  }

  static String soak(SoakFigures soak) {
    List<String> header = new ArrayList<>(List.of("MiB"));
    int minutes = soak.liveBytes().values().iterator().next().size();
    for (int minute = 1; minute <= minutes; minute++) {
      header.add("minute " + minute);
    }
    Table table = new Table(header.toArray(String[]::new));
    soak.liveBytes()
        .forEach(
            (part, minuteBytes) -> {
              List<String> cells = new ArrayList<>(List.of(part.label()));
              minuteBytes.forEach(bytes -> cells.add(Numbers.micros(bytes / 1048576.0)));
              table.row(cells);
            });
    return table.markdown() + "\n%,d readings were stored meanwhile.\n".formatted(soak.readings());
  }
}
