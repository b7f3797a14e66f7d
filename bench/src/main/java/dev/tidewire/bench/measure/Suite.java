package dev.tidewire.bench.measure;

import dev.tidewire.bench.machine.Machine;
import dev.tidewire.bench.machine.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Runs measurements one after another on one stack. */
public final class Suite {
  private static final int READINGS_A_SECOND = 100_000;
  private static final Duration CALM = Duration.ofSeconds(3);

  private final Rig rig;
  private final Set<Measurement> wanted;
  private final Duration measured;
  private final Consumer<String> progress;

  /**
   * @param measured how long each figure is measured; where readings are counted, one round has
   *     what an average machine does in that time
   */
  public Suite(Rig rig, Set<Measurement> wanted, Duration measured, Consumer<String> progress) {
    this.rig = rig;
    this.wanted = wanted;
    this.measured = measured;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param command what repeats the run
   */
  public Results run(Machine machine, String command) throws IOException, InterruptedException {
    Thread.sleep(CALM.toMillis());
    Map<Part, Long> idle = rig.processes().resident();
    long readings = measured.toSeconds() * READINGS_A_SECOND;
    progress.accept("Warming up, until readings are stored no faster");
    int turns = WarmUp.by(() -> rig.store(1_000, readings).perSecond());
    progress.accept("Warm after %d turns of %,d readings".formatted(turns, readings));

    StoreFigures store =
        wants(Measurement.STORE, "Stored readings, bare insert, bare producer")
            ? new StoreMeasurement(rig, readings, progress).measure()
            : null;
    QueryFigures query =
        wants(Measurement.QUERY, "Queries")
            ? new QueryMeasurement(rig, measured, progress).measure()
            : null;
    SoakFigures soak =
        wants(Measurement.SOAK, "Five minutes of full load")
            ? new SoakMeasurement(rig, progress).measure()
            : null;
    IngestFigures ingest =
        wants(Measurement.INGEST, "Acknowledged batches")
            ? new IngestMeasurement(rig, measured, progress).measure()
            : null;

    progress.accept("Counting the rows");
    rig.verify();
    return new Results(
        machine,
        rig.database().text("SHOW server_version"),
        command,
        rig.refusals(),
        new MemoryFigures(idle, rig.processes().peakResident(), heapBounds()),
        store,
        query,
        ingest,
        soak);
  }

  private boolean wants(Measurement measurement, String title) {
    if (wanted.contains(measurement)) {
      progress.accept(title);
      return true;
    }
    return false;
  }

  private Map<Part, Long> heapBounds() {
    Map<Part, Long> bounds = new EnumMap<>(Part.class);
    for (Part part : rig.processes().peakResident().keySet()) {
      rig.processes().heapMebibytes(part).ifPresent(bound -> bounds.put(part, bound));
    }
    return bounds;
  }
}
