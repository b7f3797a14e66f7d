package dev.tidewire.bench.formats;

import static java.util.Objects.requireNonNull;

import dev.tidewire.bench.load.LoadResult;
import dev.tidewire.bench.load.ReadingStream;
import dev.tidewire.bench.load.WireFormat;
import dev.tidewire.bench.load.Workload;
import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.peer.PeerProcess;
import dev.tidewire.bench.rig.Compared;
import dev.tidewire.bench.rig.Intake;
import dev.tidewire.bench.rig.Plan;
import dev.tidewire.bench.rig.Rig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The rounds of a workload in all formats, and of the peers by their names. */
record FormatRounds(
    Map<WireFormat, List<FormatRound>> formats, Map<String, List<FormatRound>> peers) {
  private static final long SEED = 20261201;

  /** More data time than a backfill of all rounds takes up, so that nothing is of the future. */
  private static final Duration HISTORY = Duration.ofDays(30);

  /** Warms each format up, then measures all in turns, from empty. */
  static FormatRounds run(Rig rig, Plan plan, Workload workload, Map<String, PeerProcess> peers)
      throws IOException, InterruptedException {
    rig.empty();
    FormatRounds rounds = new FormatRounds(new EnumMap<>(WireFormat.class), new LinkedHashMap<>());
    ReadingStream stream = stream(workload);
    for (WireFormat format : WireFormat.values()) {
      rig.warmUp(
          "%s, %,d series".formatted(format.label(), workload.series()),
          () -> rig.intake().post(stream, format, Rig.WARM_UP_TURN).perSecond());
    }
    Map<String, ReadingStream> streams = new LinkedHashMap<>();
    peers.keySet().forEach(name -> streams.put(name, stream(workload)));
    for (int round = 0; round < Compared.ROUNDS; round++) {
      rounds.postToIngest(rig, stream, plan.turn());
      for (Map.Entry<String, PeerProcess> peer : peers.entrySet()) {
        rig.settle();
        rounds.postToPeer(
            rig,
            peer.getKey(),
            peer.getValue(),
            requireNonNull(streams.get(peer.getKey())),
            plan.turn());
      }
    }
    rig.verify();
    return rounds;
  }

  private static ReadingStream stream(Workload workload) {
    return new ReadingStream(workload, SEED, System.currentTimeMillis() - HISTORY.toMillis());
  }

  private void postToIngest(Rig rig, ReadingStream stream, Duration turn)
      throws IOException, InterruptedException {
    for (WireFormat format : WireFormat.values()) {
      rig.settle();
      Duration before = cpu(rig);
      LoadResult posted = rig.intake().post(stream, format, turn);
      FormatRound done = FormatRound.of(posted, cpu(rig).minus(before));
      rig.progress("  %s: %s".formatted(format.label(), done.text()));
      formats.computeIfAbsent(format, unused -> new ArrayList<>()).add(done);
    }
  }

  private static Duration cpu(Rig rig) throws IOException {
    return requireNonNull(rig.processes().cpu().get(Part.INGEST));
  }

  private void postToPeer(
      Rig rig, String name, PeerProcess peer, ReadingStream stream, Duration turn)
      throws IOException, InterruptedException {
    Duration before = peer.cpu();
    LoadResult posted = peer.post(stream, Intake.BATCH_CONNECTIONS, turn);
    FormatRound done = FormatRound.of(posted, peer.cpu().minus(before));
    rig.progress("  %s: %s".formatted(name, done.text()));
    peers.computeIfAbsent(name, unused -> new ArrayList<>()).add(done);
    peer.settle();
  }

  double median(WireFormat format, ToDoubleFunction<FormatRound> figure) {
    return Compared.median(requireNonNull(formats.get(format)), figure);
  }
}
