package dev.tidewire.bench.measure;

import dev.tidewire.bench.load.Load;
import dev.tidewire.bench.load.LoadResult;
import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.report.Row;
import dev.tidewire.bench.report.Unit;
import dev.tidewire.bench.rig.Intake;
import dev.tidewire.bench.rig.Rig;
import dev.tidewire.bench.stack.MetricsPage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * Five minutes of posting and querying at full load. After each minute, when all is stored and the
 * services are at rest, a full collection shows what stays in each service's heap.
 */
record SoakMeasurement(Rig rig) {
  private static final int MINUTES = 5;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SMALL_POLLS = Duration.ofSeconds(2);
  private static final Duration IDLE_WORKERS_END = Duration.ofSeconds(3);

  /** What comes and goes in a heap, in MiB. */
  private static final double TOLERATED = 4;

  void measure(Consumer<Row> rows) throws IOException, InterruptedException {
    Load queries = new QueryLoads(rig).range(rig.stack().port(Part.QUERY));
    Map<Part, List<Double>> live = new EnumMap<>(Part.class);
    for (int minute = 1; minute <= MINUTES; minute++) {
      postAndQuery(queries);
      comeToRest();
      for (Part service : Part.SERVICES) {
        live.computeIfAbsent(service, part -> new ArrayList<>()).add(liveMebibytes(service));
      }
      rig.progress("  minute %d of %d, MiB alive: %s".formatted(minute, MINUTES, live));
    }
    rows.accept(row(live));
  }

  /** The growth from the first minute, when caches are filled, to the last. */
  static Row row(Map<Part, List<Double>> liveMebibytes) {
    double growth =
        liveMebibytes.values().stream()
            .mapToDouble(minutes -> minutes.get(minutes.size() - 1) - minutes.get(0))
            .max()
            .orElseThrow();
    String what = "growth of a heap at rest in five minutes of full load";
    return Row.of(what, Math.max(0, growth), Unit.MEBIBYTES, TOLERATED);
  }

  /**
   * Makes each minute end alike: the last polls stay in memory until the next ones come, and a
   * worker's last task stays until the worker ends.
   */
  private void comeToRest() throws IOException, InterruptedException {
    rig.intake().post(1, 1, SMALL_POLLS);
    rig.settle();
    Thread.sleep(IDLE_WORKERS_END.toMillis());
  }

  private void postAndQuery(Load queries) throws IOException, InterruptedException {
    FutureTask<LoadResult> queried = new FutureTask<>(() -> queries.runFor(MINUTE));
    new Thread(queried, "queries").start();
    rig.intake().post(1_000, Intake.BATCH_CONNECTIONS, MINUTE);
    try {
      queried.get();
    } catch (ExecutionException e) {
      throw new IOException("The query service failed under load: " + e.getCause(), e);
    }
  }

  private double liveMebibytes(Part service) throws IOException, InterruptedException {
    long pid = rig.processes().process(service).pid();
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process collection =
        new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (collection.waitFor() != 0) {
      throw new IOException("jcmd cannot make the " + service.label() + " service collect");
    }
    return Math.round(
            MetricsPage.heapMebibytes(rig.stack().managementPort(service), "jvm_memory_used_bytes")
                * 10)
        / 10.0;
  }
}
