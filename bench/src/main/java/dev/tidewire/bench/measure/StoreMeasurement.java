package dev.tidewire.bench.measure;

import dev.tidewire.bench.limit.BareInsert;
import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.report.Cost;
import dev.tidewire.bench.report.Row;
import dev.tidewire.bench.report.Unit;
import dev.tidewire.contract.Topics;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Readings on their whole way, from the first request to the last row, beside a bare insert of as
 * many. Comes before all other measurements, because both tables start empty.
 */
record StoreMeasurement(Rig rig, long readings) {
  private static final int BATCH = 1_000;
  private static final String WAL =
      "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint";
  private static final String TABLE =
      """
      SELECT pg_total_relation_size('block')
        + (SELECT sum(pg_total_relation_size(relid))::bigint FROM pg_partition_tree('chunk'))
      """;

  /** Adds its rows, and returns what a reading costs. */
  Map<Cost, Double> measure(Consumer<Row> rows) throws IOException, InterruptedException {
    try (BareInsert insert = new BareInsert(rig.stack().postgresUri(), rig.firstMillis())) {
      Turn<Work> limit = () -> rig.work(readings, () -> insert.run(readings));
      rig.warmUp("bare insert", () -> limit.run().perSecond());
      LongAdder walBytes = new LongAdder();
      Compared<Work> work = Compared.rounds("bare insert", () -> store(walBytes), limit);
      String what = "stored end to end, batches of 1000";
      rows.accept(work.row(what, Unit.READINGS_PER_SECOND, Work::perSecond, 0.5));
      rows.accept(
          work.row(
              "Postgres CPU a reading", Unit.MICROSECONDS, round -> round.cpu(Part.POSTGRES), 1.2));
      rows.accept(cpuRow(work, Part.INGEST, 1.5));
      rows.accept(cpuRow(work, Part.PROCESSING, 1.0));
      rows.accept(cpuRow(work, Part.KAFKA, null));
      rows.accept(cpuRow(work, Part.LOAD, null));
      return costs(work, walBytes.sum());
    }
  }

  private Work store(LongAdder walBytes) throws IOException, InterruptedException {
    rig.settle();
    long before = rig.database().number(WAL);
    Work work = rig.store(BATCH, readings);
    walBytes.add(rig.database().number(WAL) - before);
    return work;
  }

  private static Row cpuRow(Compared<Work> work, Part part, @Nullable Double aim) {
    return Row.of(part.label() + " CPU a reading", cpu(work, part), Unit.MICROSECONDS, aim);
  }

  private static double cpu(Compared<Work> work, Part part) {
    return Compared.median(work.ours(), round -> round.cpu(part));
  }

  private Map<Cost, Double> costs(Compared<Work> work, long walBytes)
      throws IOException, InterruptedException {
    double stored = rig.accepted();
    return Map.of(
        Cost.INGEST, cpu(work, Part.INGEST),
        Cost.KAFKA, cpu(work, Part.KAFKA),
        Cost.PROCESSING, cpu(work, Part.PROCESSING),
        Cost.POSTGRES, cpu(work, Part.POSTGRES),
        Cost.TOPIC, rig.stack().topicBytes(Topics.READINGS.topicName()) / stored,
        Cost.WAL, (double) walBytes / (Compared.ROUNDS * readings),
        Cost.TABLE, rig.database().number(TABLE) / stored);
  }
}
