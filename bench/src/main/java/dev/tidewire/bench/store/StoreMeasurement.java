package dev.tidewire.bench.store;

import static java.util.Objects.requireNonNull;

import dev.tidewire.bench.load.ReadingStream;
import dev.tidewire.bench.load.Workload;
import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.machine.ResidentMemory;
import dev.tidewire.bench.peer.Peer;
import dev.tidewire.bench.report.Row;
import dev.tidewire.bench.rig.Compared;
import dev.tidewire.bench.rig.Plan;
import dev.tidewire.bench.rig.Rig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rounds of a workload on Tidewire, a bare insert of rows and the peers in turns, on stores that
 * are empty or have grown. All get the same readings.
 */
record StoreMeasurement(Rig rig, Plan plan, StoreTargets targets) {
  private static final long SEED = 20261123;

  /** So that there are readings of an hour ago to ask for. */
  private static final Duration LEAST_HISTORY = Duration.ofMinutes(100);

  /** Each round begins with empty tables; the series are known already. */
  StoreResult fromEmpty(Workload workload) throws IOException, InterruptedException {
    return rounds(
        workload,
        "from empty",
        target -> {
          target.empty();
          return new ReadingStream(workload, SEED, firstMillis(List.of(workload)));
        });
  }

  /** Fills all stores, and runs one workload after another on top. */
  List<StoreResult> grown(List<Workload> workloads, long firstMillis)
      throws IOException, InterruptedException {
    Workload first = workloads.get(0);
    long growth = (long) plan.grown() * first.batchesPerTurn();
    Map<StoreTarget, ReadingStream> streams = new LinkedHashMap<>();
    for (StoreTarget target : targets.all()) {
      rig.progress("  Growing: " + target.name());
      target.empty();
      streams.put(target, new ReadingStream(first, SEED, firstMillis));
      var unused = target.take(requireNonNull(streams.get(target)), growth);
    }
    List<StoreResult> results = new ArrayList<>();
    for (Workload workload : workloads) {
      streams.values().forEach(stream -> stream.goOnAs(workload));
      String state = "after %,d readings of each series".formatted(plan.grown());
      results.add(rounds(workload, state, target -> requireNonNull(streams.get(target))));
    }
    return results;
  }

  /** Where a target gets the readings of its next round from. */
  private interface Source {
    ReadingStream of(StoreTarget target) throws IOException, InterruptedException;
  }

  private StoreResult rounds(Workload workload, String state, Source source)
      throws IOException, InterruptedException {
    Map<StoreTarget, List<StoreRound>> rounds = new LinkedHashMap<>();
    for (int round = 0; round < Compared.ROUNDS; round++) {
      for (StoreTarget target : targets.all()) {
        StoreRound done = target.take(source.of(target), batches(workload));
        rig.progress(
            "  %s %s, %s: %,.0f readings/s, %.2f µs"
                .formatted(
                    workload.name(),
                    state,
                    target.name(),
                    done.storedPerSecond(),
                    done.totalCpu()));
        rounds.computeIfAbsent(target, unused -> new ArrayList<>()).add(done);
      }
    }
    List<Row> memory = memory();
    rig.verify();
    targets.rows().verify();
    return result(workload, state, rounds, memory);
  }

  private StoreResult result(
      Workload workload,
      String state,
      Map<StoreTarget, List<StoreRound>> rounds,
      List<Row> memory) {
    Map<String, StoreResult.Peer> peers = new LinkedHashMap<>();
    for (PeerStore peer : targets.peers()) {
      StoreResult.Peer result =
          new StoreResult.Peer(requireNonNull(rounds.get(peer)), peer.residentBytes());
      peers.put(peer.name(), result);
    }
    return new StoreResult(
        "%s, %s".formatted(workload.name(), state),
        note(workload),
        new Compared<>(
            targets.rows().name(),
            requireNonNull(rounds.get(targets.tidewire())),
            requireNonNull(rounds.get(targets.rows()))),
        memory,
        peers,
        workload.equals(Workload.W1) && state.equals("from empty"));
  }

  private String note(Workload workload) {
    return "%s. A round is %,d readings of each.%s"
        .formatted(
            workload.description(),
            batches(workload) / workload.batchesPerTurn(),
            Peer.missingNote());
  }

  private List<Row> memory() {
    List<Row> rows = new ArrayList<>();
    rows.add(StoreResult.memoryRow("the stack", rig.processes().residentBytes()));
    for (Part service : Part.SERVICES) {
      long pid = rig.processes().process(service).pid();
      rows.add(StoreResult.memoryRow(service.label(), ResidentMemory.ofProcess(pid)));
      rows.add(
          StoreResult.memoryRow(service.label() + ", peak", ResidentMemory.peakOfProcess(pid)));
    }
    return rows;
  }

  /** When readings of these workloads begin, so that they end before now. */
  long firstMillis(List<Workload> workloads) {
    Workload first = workloads.get(0);
    long rounds = Compared.ROUNDS * workloads.size() * batches(first) / first.batchesPerTurn();
    long millis = (plan.grown() + rounds + 1) * first.stepMillis();
    return System.currentTimeMillis() - Math.max(LEAST_HISTORY.toMillis(), millis);
  }

  private long batches(Workload workload) {
    return workload.series() == Workload.BATCH
        ? plan.readings() / Workload.BATCH
        : (long) plan.each() * workload.batchesPerTurn();
  }
}
