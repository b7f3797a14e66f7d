package dev.tidewire.bench.store;

import dev.tidewire.bench.load.ReadingStream;
import dev.tidewire.bench.load.Workload;
import dev.tidewire.bench.report.Cost;
import dev.tidewire.bench.report.Section;
import dev.tidewire.bench.rig.Plan;
import dev.tidewire.bench.rig.Rig;
import dev.tidewire.bench.steady.LatencyMeasurement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All that is measured of storing, that of many series first. */
public record StoreSuite(List<Section> sections, Map<Cost, Double> costs) {
  private static final long WARM_UP_SEED = 1;
  private static final int WARM_UP_TURNS = 2;

  /** Of each series. */
  private static final long WARM_UP_READINGS = 3;

  /** Leaves an empty store behind. */
  public static StoreSuite measure(Rig rig, Plan plan) throws IOException, InterruptedException {
    rig.empty();
    try (StoreTargets targets = StoreTargets.open(rig, plan.scratch())) {
      warmUp(rig, targets.tidewire());
      StoreMeasurement store = new StoreMeasurement(rig, plan, targets);
      StoreResult w2 = store.fromEmpty(Workload.W2);
      StoreResult w3 = store.fromEmpty(Workload.W3);
      List<Workload> steady = List.of(Workload.W2, Workload.W3);
      long firstMillis = store.firstMillis(steady);
      List<StoreResult> grown = store.grown(steady, firstMillis);
      rig.progress("  At real speed: " + Workload.W2.name());
      Section latencies = new LatencyMeasurement(rig, plan, firstMillis).measure();
      StoreResult w1 = store.fromEmpty(Workload.W1);
      List<StoreResult> w1Grown =
          store.grown(List.of(Workload.W1), store.firstMillis(List.of(Workload.W1)));
      rig.empty();
      List<Section> sections = new ArrayList<>();
      sections.add(grown.get(0).section());
      sections.add(w2.section());
      sections.add(latencies);
      sections.add(grown.get(1).section());
      sections.add(w3.section());
      sections.add(w1Grown.get(0).section());
      sections.add(w1.section());
      return new StoreSuite(sections, grown.get(0).costs());
    }
  }

  /** Makes all series known and the code of merging them warm. The rest is warm already. */
  private static void warmUp(Rig rig, StoreTarget tidewire)
      throws IOException, InterruptedException {
    ReadingStream stream = new ReadingStream(Workload.W2, WARM_UP_SEED, System.currentTimeMillis());
    for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
      rig.progress("  Warming up: many series");
      var unused = tidewire.take(stream, WARM_UP_READINGS * Workload.W2.batchesPerTurn());
    }
    rig.empty();
  }
}
