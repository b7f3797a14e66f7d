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

/** Runs measurements one after another on one stack. */
public final class Suite {
  private static final int READINGS_PER_SECOND = 100_000;
  private static final Duration CALM = Duration.ofSeconds(3);
  private static final double MEBIBYTE = 1 << 20;

  private final Rig rig;
  private final Duration measured;
  private final Consumer<String> progress;
  private final List<Row> rows = new ArrayList<>();

  /**
   * @param measured how long each figure is measured, all rounds together; where readings are
   *     counted, a round has what an average machine stores in that time
   */
  public Suite(Rig rig, Duration measured, Consumer<String> progress) {
    this.rig = rig;
    this.measured = measured;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param machine what is measured and on what
   * @param command repeats the run
   */
  public Report run(Set<Measurement> wanted, String machine, String command)
      throws IOException, InterruptedException {
    Thread.sleep(CALM.toMillis());
    long idleBytes = rig.processes().residentBytes();
    long readings = measured.toSeconds() * READINGS_PER_SECOND;
    Duration turn = measured.dividedBy(Compared.ROUNDS);
    progress.accept("Warming up until readings are stored no faster");
    int turns = WarmUp.by(() -> rig.store(1_000, readings).perSecond());
    progress.accept("Warm after %d turns of %,d readings".formatted(turns, readings));
    Map<Cost, Double> costs = null;
    for (Measurement measurement : wanted) {
      progress.accept("Measuring " + measurement.option());
      switch (measurement) {
        case STORE -> costs = new StoreMeasurement(rig, readings).measure(this::add);
        case QUERY -> new QueryMeasurement(rig, turn).measure(this::add);
        case SOAK -> new SoakMeasurement(rig, progress).measure(this::add);
        case INGEST -> new IngestMeasurement(rig, turn, readings).measure(this::add);
      }
    }
    progress.accept("Counting the rows");
    rig.verify();
    addMemory(idleBytes / MEBIBYTE);
    add(Row.of("refused as too busy (503) and sent again", rig.refusals(), Unit.REQUESTS, null));
    return new Report(machine, command, rows, costs);
  }

  private void add(Row row) {
    progress.accept("  " + row.text());
    rows.add(row);
  }

  private void addMemory(double idle) throws IOException {
    add(Row.of("resident memory of the idle stack", idle, Unit.MEBIBYTES, 1_536.0));
    double heap = 0;
    for (Part service : Part.SERVICES) {
      heap = Math.max(heap, rig.heapMebibytes(service, "jvm_memory_max_bytes"));
    }
    add(Row.of("largest heap that a service may use", heap, Unit.MEBIBYTES, 128.0));
  }
}
