package dev.tidewire.bench.formats;

import dev.tidewire.bench.load.WireFormat;
import dev.tidewire.bench.load.Workload;
import dev.tidewire.bench.peer.Peer;
import dev.tidewire.bench.peer.PeerProcess;
import dev.tidewire.bench.report.PeerFigures;
import dev.tidewire.bench.report.Row;
import dev.tidewire.bench.report.Section;
import dev.tidewire.bench.report.Unit;
import dev.tidewire.bench.rig.Compared;
import dev.tidewire.bench.rig.Plan;
import dev.tidewire.bench.rig.Rig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a reading costs ingest in each format, of few and of many series, and how many it
 * acknowledges, beside peers that take line protocol. All get the same readings.
 */
public final class FormatsMeasurement {
  /** Microseconds of ingest's CPU; CSV has no aim. */
  private static final double MOST_CPU = 0.8;

  /** As many lines as InfluxDB acknowledges. */
  private static final double LEAST_SHARE = 1.0;

  /** What a reading of a fleet may cost, as a multiple of one of few series. */
  private static final double MOST_OF_FLEET = 1.3;

  private FormatsMeasurement() {}

  /** Leaves an empty store behind. */
  public static Section measure(Rig rig, Plan plan) throws IOException, InterruptedException {
    Map<String, PeerProcess> peers = new LinkedHashMap<>();
    FormatRounds few;
    try {
      for (Peer peer : Peer.installed()) {
        peers.put(peer.name(), peer.start(plan.scratch().resolve("peer-" + peers.size())));
      }
      few = FormatRounds.inTurns(rig, plan, Workload.W1, peers);
    } finally {
      for (PeerProcess peer : peers.values()) {
        peer.close();
      }
    }
    FormatRounds many = FormatRounds.oneByOne(rig, plan, Workload.FLEET);
    rig.empty();
    return section(few, many);
  }

  static Section section(FormatRounds few, FormatRounds many) {
    List<Row> rows = new ArrayList<>();
    for (WireFormat format : WireFormat.values()) {
      rows.add(acknowledged(format, few));
    }
    for (WireFormat format : WireFormat.values()) {
      double cpu = few.median(format, FormatRound::cpuMicros);
      Double aim = format == WireFormat.CSV ? null : MOST_CPU;
      rows.add(Row.of(cpuOf(format), cpu, Unit.MICROSECONDS, aim));
    }
    for (WireFormat format : WireFormat.values()) {
      rows.add(fleet(format, few, many));
    }
    List<PeerFigures> peers = new ArrayList<>();
    few.peers().forEach((name, rounds) -> peers.add(figures(name, rounds)));
    return new Section("Formats", note(), rows, peers);
  }

  private static Row acknowledged(WireFormat format, FormatRounds few) {
    double ours = few.median(format, FormatRound::perSecond);
    Row.Limit influx = format == WireFormat.LINE_PROTOCOL ? influx(few) : null;
    Double aim = influx == null ? null : LEAST_SHARE;
    return new Row(acknowledgedAs(format), ours, Unit.READINGS_PER_SECOND, influx, aim);
  }

  private static Row.@Nullable Limit influx(FormatRounds few) {
    return few.peers().entrySet().stream()
        .filter(peer -> peer.getKey().startsWith("InfluxDB"))
        .map(
            peer ->
                new Row.Limit(
                    peer.getKey(), Compared.median(peer.getValue(), FormatRound::perSecond)))
        .findFirst()
        .orElse(null);
  }

  private static Row fleet(WireFormat format, FormatRounds few, FormatRounds many) {
    return new Row(
        cpuOf(format) + ", %,d series".formatted(Workload.FLEET.series()),
        many.median(format, FormatRound::cpuMicros),
        Unit.MICROSECONDS,
        new Row.Limit(
            "%,d series".formatted(Workload.W1.series()),
            few.median(format, FormatRound::cpuMicros)),
        MOST_OF_FLEET);
  }

  private static PeerFigures figures(String name, List<FormatRound> rounds) {
    return new PeerFigures(
        name,
        Map.of(
            acknowledgedAs(WireFormat.LINE_PROTOCOL),
            Compared.median(rounds, FormatRound::perSecond),
            cpuOf(WireFormat.LINE_PROTOCOL),
            Compared.median(rounds, FormatRound::cpuMicros)));
  }

  private static String acknowledgedAs(WireFormat format) {
    return format.label() + ", acknowledged";
  }

  private static String cpuOf(WireFormat format) {
    return format.label() + ", ingest CPU a reading";
  }

  private static String note() {
    return "Batches of %,d readings of %,d series. The CPU of a peer is that of storing them, too.%s"
        .formatted(Workload.BATCH, Workload.W1.series(), Peer.missingNote());
  }
}
