package dev.tidewire.bench.measure;

import dev.tidewire.bench.limit.LimitProcess;
import dev.tidewire.bench.load.Load;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How fast ingest acknowledges batches of several sizes, in turns with a bare endpoint. The rest of
 * the stack stores them meanwhile, on the same machine.
 */
final class IngestMeasurement {
  private static final List<Integer> BATCHES = List.of(1, 100, 1_000, 5_000);
  private static final List<Integer> BARE_BATCHES = List.of(1, 1_000);

  private final Rig rig;
  private final Duration measured;
  private final Consumer<String> progress;

  /**
   * @param measured how long each figure is measured, all rounds together
   */
  IngestMeasurement(Rig rig, Duration measured, Consumer<String> progress) {
    this.rig = rig;
    this.measured = measured;
    this.progress = progress;
  }

  IngestFigures measure() throws IOException, InterruptedException {
    try (LimitProcess bare = LimitProcess.server(rig.ports().postgresUri())) {
      int barePort = (int) bare.answer();
      SortedMap<Integer, HttpFigures> acknowledged = new TreeMap<>();
      SortedMap<Integer, HttpFigures> bareFigures = new TreeMap<>();
      for (int batch : BATCHES) {
        measure(batch, barePort, acknowledged, bareFigures);
      }
      return new IngestFigures(acknowledged, bareFigures);
    }
  }

  private void measure(
      int batch,
      int barePort,
      SortedMap<Integer, HttpFigures> acknowledged,
      SortedMap<Integer, HttpFigures> bareFigures)
      throws IOException, InterruptedException {
    int connections = IngestFigures.connections(batch);
    boolean withBare = BARE_BATCHES.contains(batch);
    Load bareLoad = rig.posting(barePort, batch, connections);
    Duration turn = measured.dividedBy(Rig.ROUNDS);
    WarmUp.by(() -> rig.post(batch, connections, Rig.WARM_UP_TURN).perSecond());
    if (withBare) {
      Rig.warmUp(bareLoad);
    }
    List<HttpFigures> ours = new ArrayList<>();
    List<HttpFigures> limit = new ArrayList<>();
    for (int round = 0; round < Rig.ROUNDS; round++) {
      rig.settle();
      ours.add(HttpFigures.of(rig.post(batch, connections, turn)));
      if (withBare) {
        rig.settle();
        limit.add(HttpFigures.of(bareLoad.runFor(turn)));
      }
    }
    acknowledged.put(batch, HttpFigures.median(ours));
    if (withBare) {
      bareFigures.put(batch, HttpFigures.median(limit));
    }
    progress.accept(
        "batches of %,d: %,.0f readings/s acknowledged, p99 %.1f ms"
            .formatted(
                batch,
                batch * acknowledged.get(batch).perSecond(),
                acknowledged.get(batch).p99Millis()));
  }
}
