package dev.tidewire.bench.measure;

import dev.tidewire.bench.limit.BareInsert;
import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.report.Cost;
import dev.tidewire.bench.report.Row;
import dev.tidewire.bench.report.Unit;
import dev.tidewire.contract.Topics;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Readings on their whole way, from the first request to the last row, beside a bare insert of as
 * many. Comes before all other measurements, because both tables start empty.
 */
final class StoreMeasurement {
  private static final int BATCH = 1_000;
  private static final String WAL =
      "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint";
  private static final String TABLE =
      "SELECT sum(pg_total_relation_size(relid))::bigint FROM pg_partition_tree('reading')";

  private final Rig rig;
  private final long readings;
  private long walBytes;

  StoreMeasurement(Rig rig, long readings) {
    this.rig = rig;
    this.readings = readings;
  }

  /** Adds its rows, and returns what a reading costs. */
  Map<Cost, Double> measure(Consumer<Row> rows) throws IOException, InterruptedException {
    try (BareInsert insert = new BareInsert(rig.stack().postgresUri(), rig.firstMillis())) {
      Turn<Work> limit = () -> rig.work(readings, () -> insert.run(readings));
      WarmUp.by(() -> limit.run().perSecond());
      Compared<Work> work = Compared.rounds("bare insert", this::store, limit);
      rows.accept(
          work.row(
              "stored end to end, batches of 1000",
              Unit.READINGS_PER_SECOND,
              Work::perSecond,
              0.5));
      rows.accept(
          work.row(
              "Postgres CPU a reading", Unit.MICROSECONDS, round -> round.cpu(Part.POSTGRES), 1.2));
      rows.accept(cpuRow(work, Part.INGEST, 1.5));
      rows.accept(cpuRow(work, Part.PROCESSING, 1.0));
      rows.accept(cpuRow(work, Part.KAFKA, null));
      rows.accept(cpuRow(work, Part.LOAD, null));
      return costs(work);
    }
  }

  private Work store() throws IOException, InterruptedException {
    rig.settle();
    long before = rig.database().number(WAL);
    Work work = rig.store(BATCH, readings);
    walBytes += rig.database().number(WAL) - before;
    return work;
  }

  private static Row cpuRow(Compared<Work> work, Part part, @Nullable Double aim) {
    return Row.of(part.label() + " CPU a reading", cpu(work, part), Unit.MICROSECONDS, aim);
  }

  private static double cpu(Compared<Work> work, Part part) {
    return Compared.median(work.ours(), round -> round.cpu(part));
  }

  private Map<Cost, Double> costs(Compared<Work> work) throws IOException, InterruptedException {
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
