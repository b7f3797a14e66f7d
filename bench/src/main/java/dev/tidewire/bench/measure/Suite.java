package dev.tidewire.bench.measure;

import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.report.Cost;
import dev.tidewire.bench.report.Report;
import dev.tidewire.bench.report.Row;
import dev.tidewire.bench.report.Unit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs measurements one after another on one stack.
 *
 * @param measured how long each figure is measured, all rounds together; where readings are
 *     counted, a round has what an average machine stores in that time
 */
public record Suite(Rig rig, Duration measured) {
  private static final int READINGS_PER_SECOND = 100_000;
  private static final Duration CALM = Duration.ofSeconds(3);
  private static final double MEBIBYTE = 1 << 20;

  /** Measures what is wanted, all on a warm stack. */
  public Report run(Set<Measurement> wanted) throws IOException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    Consumer<Row> add =
        row -> {
          rig.progress("  " + row.text());
          rows.add(row);
        };
    Thread.sleep(CALM.toMillis());
    long idleBytes = rig.processes().residentBytes();
    Map<Cost, Double> costs = measure(wanted, add);
    rig.progress("Counting the rows");
    rig.verify();
    addMemory(idleBytes / MEBIBYTE, add);
    double refusals = rig.refusals();
    add.accept(Row.of("refused as too busy (503) and sent again", refusals, Unit.REQUESTS, null));
    return new Report(rows, costs);
  }

  private @Nullable Map<Cost, Double> measure(Set<Measurement> wanted, Consumer<Row> add)
      throws IOException, InterruptedException {
    long readings = measured.toSeconds() * READINGS_PER_SECOND;
    Duration turn = measured.dividedBy(Compared.ROUNDS);
    rig.warmUp("the stack", () -> rig.store(1_000, readings).perSecond());
    Map<Cost, Double> costs = null;
    for (Measurement measurement : wanted) {
      rig.progress("Measuring " + measurement.option());
      switch (measurement) {
        case STORE -> costs = new StoreMeasurement(rig, readings).measure(add);
        case QUERY -> new QueryMeasurement(rig, turn).measure(add);
        case SOAK -> new SoakMeasurement(rig).measure(add);
        case INGEST -> new IngestMeasurement(rig, turn, readings).measure(add);
      }
    }
    return costs;
  }

  private void addMemory(double idle, Consumer<Row> rows) throws IOException {
    rows.accept(Row.of("resident memory of the idle stack", idle, Unit.MEBIBYTES, 1_536.0));
    double heap = 0;
    for (Part service : Part.SERVICES) {
      heap = Math.max(heap, rig.heapMebibytes(service, "jvm_memory_max_bytes"));
    }
    rows.accept(Row.of("largest heap that a service may use", heap, Unit.MEBIBYTES, 128.0));
  }
}
