package dev.tidewire.bench.store;

import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.report.Cost;
import dev.tidewire.bench.report.PeerFigures;
import dev.tidewire.bench.report.Row;
import dev.tidewire.bench.report.Section;
import dev.tidewire.bench.report.Unit;
import dev.tidewire.bench.rig.Compared;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of a workload.
 *
 * @param memory rows of what the processes of Tidewire keep in memory
 * @param peers by their names
 * @param withAims whether this is the load that the aims are for
 */
record StoreResult(
    String title,
    String note,
    Compared<StoreRound> rounds,
    List<Row> memory,
    Map<String, Peer> peers,
    boolean withAims) {
  private static final double MEBIBYTE = 1 << 20;
  private static final String MEMORY = "memory of the stack";
  private static final String ACKNOWLEDGED = "acknowledged";
  private static final String TOTAL = "CPU a reading, all processes";
  private static final String DISK = "disk a reading, at rest";

  /** The rounds of a peer, and what it kept in memory after them. */
  record Peer(List<StoreRound> rounds, long residentBytes) {
    private PeerFigures figures(String name) {
      Map<String, Double> figures = new HashMap<>();
      figures.put(ACKNOWLEDGED, Compared.median(rounds, StoreRound::acknowledgedPerSecond));
      figures.put(TOTAL, Compared.median(rounds, StoreRound::totalCpu));
      figures.put(DISK, Compared.median(rounds, round -> of(round, Cost.TABLE)));
      figures.put(MEMORY, residentBytes / MEBIBYTE);
      return new PeerFigures(name, figures);
    }
  }

  /** The row of what a part of the stack, or all of it, keeps in memory. */
  static Row memoryRow(String whose, long bytes) {
    return Row.of("memory of " + whose, bytes / MEBIBYTE, Unit.MEBIBYTES, null);
  }

  Section section() {
    List<Row> rows = new ArrayList<>();
    rows.add(ours(ACKNOWLEDGED, Unit.READINGS_PER_SECOND, StoreRound::acknowledgedPerSecond));
    rows.add(rounds.row("stored", Unit.READINGS_PER_SECOND, StoreRound::storedPerSecond, aim(0.5)));
    rows.add(
        rounds.row(
            "Postgres CPU a reading",
            Unit.MICROSECONDS,
            round -> round.cpu(Part.POSTGRES),
            aim(1.2)));
    rows.add(cpu(Part.PROCESSING, aim(1.0)));
    rows.add(cpu(Part.INGEST, aim(1.5)));
    rows.add(cpu(Part.KAFKA, null));
    rows.add(ours(TOTAL, Unit.MICROSECONDS, StoreRound::totalCpu));
    rows.add(rounds.row("log a reading", Unit.BYTES, round -> of(round, Cost.WAL), null));
    rows.add(rounds.row(DISK, Unit.BYTES, round -> of(round, Cost.TABLE), null));
    rows.addAll(memory);
    rows.add(cpu(Part.LOAD, null));
    List<PeerFigures> others = new ArrayList<>();
    peers.forEach((name, peer) -> others.add(peer.figures(name)));
    return new Section(title, note, rows, others);
  }

  /** What a reading of Tidewire costs. */
  Map<Cost, Double> costs() {
    return Map.of(
        Cost.INGEST, median(round -> round.cpu(Part.INGEST)),
        Cost.KAFKA, median(round -> round.cpu(Part.KAFKA)),
        Cost.PROCESSING, median(round -> round.cpu(Part.PROCESSING)),
        Cost.POSTGRES, median(round -> round.cpu(Part.POSTGRES)),
        Cost.TOPIC, median(round -> of(round, Cost.TOPIC)),
        Cost.WAL, median(round -> of(round, Cost.WAL)),
        Cost.TABLE, median(round -> of(round, Cost.TABLE)));
  }

  private Row cpu(Part part, @Nullable Double aim) {
    String what = part.label() + " CPU a reading";
    return Row.of(what, median(round -> round.cpu(part)), Unit.MICROSECONDS, aim);
  }

  private Row ours(String what, Unit unit, ToDoubleFunction<StoreRound> figure) {
    return Row.of(what, median(figure), unit, null);
  }

  private double median(ToDoubleFunction<StoreRound> figure) {
    return Compared.median(rounds.ours(), figure);
  }

  private @Nullable Double aim(double aim) {
    return withAims ? aim : null;
  }

  private static double of(StoreRound round, Cost cost) {
    return round.bytes().getOrDefault(cost, 0.0);
  }
}
