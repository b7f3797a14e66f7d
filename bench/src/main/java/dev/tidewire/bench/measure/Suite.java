package dev.tidewire.bench.measure;

import dev.tidewire.bench.formats.FormatsMeasurement;
import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.report.Cost;
import dev.tidewire.bench.report.Report;
import dev.tidewire.bench.report.Row;
import dev.tidewire.bench.report.Section;
import dev.tidewire.bench.report.Unit;
import dev.tidewire.bench.rig.Plan;
import dev.tidewire.bench.rig.Rig;
import dev.tidewire.bench.stack.MetricsPage;
import dev.tidewire.bench.steady.SteadyMeasurement;
import dev.tidewire.bench.steady.SteadyMinute;
import dev.tidewire.bench.store.StoreSuite;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs measurements one after another on one stack. */
public record Suite(Rig rig, Plan plan) {
  private static final Duration CALM = Duration.ofSeconds(3);
  private static final double MEBIBYTE = 1 << 20;

  /**
   * Measures what is wanted, all on a warm stack. What needs a store of few series comes first in
   * the run, and last in the report.
   */
  public Report run(Set<Measurement> wanted) throws IOException, InterruptedException {
    Thread.sleep(CALM.toMillis());
    long idleBytes = rig.processes().residentBytes();
    rig.warmUp("the stack", () -> rig.store(1_000, plan.readings()).perSecond());
    List<Row> rows = new ArrayList<>();
    Consumer<Row> add =
        row -> {
          rig.progress("  " + row.text());
          rows.add(row);
        };
    measureFewSeries(wanted, add);
    rig.progress("Counting the rows");
    rig.verify();
    List<Section> sections = new ArrayList<>();
    @Nullable Map<Cost, Double> costs = null;
    Map<String, String> files = new LinkedHashMap<>();
    if (wanted.contains(Measurement.STORE)) {
      rig.progress("Measuring store");
      StoreSuite store = StoreSuite.measure(rig, plan);
      sections.addAll(store.sections());
      costs = store.costs();
    }
    if (wanted.contains(Measurement.FORMATS)) {
      rig.progress("Measuring formats");
      sections.add(FormatsMeasurement.measure(rig, plan));
    }
    if (wanted.contains(Measurement.STEADY)) {
      rig.progress("Measuring steady");
      List<SteadyMinute> minutes = new SteadyMeasurement(rig, plan).measure();
      sections.add(SteadyMeasurement.section(minutes));
      files.put("steady.csv", SteadyMinute.csv(minutes));
      files.put("steady.svg", SteadyMinute.svg(minutes));
    }
    addMemory(idleBytes / MEBIBYTE, add);
    double refusals = rig.intake().refusals();
    add.accept(Row.of("refused as too busy (503) and sent again", refusals, Unit.REQUESTS, null));
    sections.add(Section.of(sections.isEmpty() ? "" : "All else", "", rows));
    return new Report(sections, costs, files);
  }

  private void measureFewSeries(Set<Measurement> wanted, Consumer<Row> add)
      throws IOException, InterruptedException {
    for (Measurement measurement : wanted) {
      switch (measurement) {
        case STORE, FORMATS, STEADY -> {}
        case QUERY -> {
          rig.progress("Measuring query");
          new QueryMeasurement(rig, plan.turn()).measure(add);
        }
        case SOAK -> {
          rig.progress("Measuring soak");
          new SoakMeasurement(rig).measure(add);
        }
        case INGEST -> {
          rig.progress("Measuring ingest");
          new IngestMeasurement(rig, plan.turn(), plan.readings()).measure(add);
        }
      }
    }
  }

  private void addMemory(double idle, Consumer<Row> rows) throws IOException {
    rows.accept(Row.of("resident memory of the idle stack", idle, Unit.MEBIBYTES, 1_536.0));
    double heap = 0;
    for (Part service : Part.SERVICES) {
      heap =
          Math.max(
              heap,
              MetricsPage.heapMebibytes(
                  rig.stack().managementPort(service), "jvm_memory_max_bytes"));
    }
    rows.accept(Row.of("largest heap that a service may use", heap, Unit.MEBIBYTES, 128.0));
  }
}
