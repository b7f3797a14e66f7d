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

  /** Warms all formats up, then measures them in turns, from empty. */
  static FormatRounds inTurns(Rig rig, Plan plan, Workload workload, Map<String, PeerProcess> peers)
      throws IOException, InterruptedException {
    rig.empty();
    FormatRounds rounds = new FormatRounds(new EnumMap<>(WireFormat.class), new LinkedHashMap<>());
    ReadingStream stream = stream(workload);
    for (WireFormat format : WireFormat.values()) {
      warmUp(rig, stream, format);
    }
    rig.warmUp("all formats in turns", () -> turn(rig, stream));
    Map<String, ReadingStream> streams = new LinkedHashMap<>();
    peers.keySet().forEach(name -> streams.put(name, stream(workload)));
    for (int round = 0; round < Compared.ROUNDS; round++) {
      for (WireFormat format : WireFormat.values()) {
        rounds.postToIngest(rig, stream, format, plan.turn());
      }
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

  /** Warms each format up and measures it before the next, as a fleet speaks one of them. */
  static FormatRounds oneByOne(Rig rig, Plan plan, Workload workload)
      throws IOException, InterruptedException {
    rig.empty();
    FormatRounds rounds = new FormatRounds(new EnumMap<>(WireFormat.class), Map.of());
    ReadingStream stream = stream(workload);
    for (WireFormat format : WireFormat.values()) {
      warmUp(rig, stream, format);
      for (int round = 0; round < Compared.ROUNDS; round++) {
        rounds.postToIngest(rig, stream, format, plan.turn());
      }
    }
    rig.verify();
    return rounds;
  }

  private static void warmUp(Rig rig, ReadingStream stream, WireFormat format)
      throws IOException, InterruptedException {
    rig.warmUp(
        "%s, %,d series".formatted(format.label(), stream.workload().series()),
        () -> rig.intake().post(stream, format, Rig.WARM_UP_TURN).perSecond());
  }

  /** Readings a second of all formats, a turn each. */
  private static double turn(Rig rig, ReadingStream stream)
      throws IOException, InterruptedException {
    double sum = 0;
    for (WireFormat format : WireFormat.values()) {
      sum += rig.intake().post(stream, format, Rig.WARM_UP_TURN).perSecond();
    }
    return sum;
  }

  private static ReadingStream stream(Workload workload) {
    return new ReadingStream(workload, SEED, System.currentTimeMillis() - HISTORY.toMillis());
  }

  private void postToIngest(Rig rig, ReadingStream stream, WireFormat format, Duration turn)
      throws IOException, InterruptedException {
    rig.settle();
    Duration before = cpu(rig);
    LoadResult posted = rig.intake().post(stream, format, turn);
    FormatRound done = FormatRound.of(posted, cpu(rig).minus(before));
    rig.progress("  %s: %s".formatted(format.label(), done.text()));
    formats.computeIfAbsent(format, unused -> new ArrayList<>()).add(done);
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
