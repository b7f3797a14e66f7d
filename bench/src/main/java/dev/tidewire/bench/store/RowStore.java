package dev.tidewire.bench.store;

import dev.tidewire.bench.limit.BareInsert;
import dev.tidewire.bench.limit.RowTable;
import dev.tidewire.bench.load.ReadingStream;
import dev.tidewire.bench.load.Workload;
import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.report.Cost;
import dev.tidewire.bench.rig.Rig;
import dev.tidewire.bench.rig.Work;
import java.io.IOException;
import java.util.Map;

/** A row a reading, inserted into the same Postgres. */
final class RowStore implements StoreTarget {
  private final Rig rig;
  private final BareInsert insert;
  private long rows;

  RowStore(Rig rig) throws IOException, InterruptedException {
    this.rig = rig;
    insert = new BareInsert(rig.stack().postgresUri());
  }

  @Override
  public String name() {
    return "bare insert";
  }

  @Override
  public void empty() throws IOException, InterruptedException {
    RowTable.create(rig.database());
    rows = 0;
  }

  @Override
  public StoreRound take(ReadingStream stream, long batches)
      throws IOException, InterruptedException {
    rig.settle();
    long readings = batches * Workload.BATCH;
    long corrections = stream.corrections();
    long log = rig.database().logBytes();
    Work work = rig.work(readings, () -> insert.run(stream, batches), this::tidy);
    rows += readings - (stream.corrections() - corrections);
    Map<Cost, Double> bytes =
        Map.of(
            Cost.WAL, (double) (rig.database().logBytes() - log) / readings,
            Cost.TABLE, (double) RowTable.bytes(rig.database()) / rows);
    return new StoreRound(
        work.perSecond(), work.perSecond(), Map.of(Part.POSTGRES, work.cpu(Part.POSTGRES)), bytes);
  }

  private void tidy() throws IOException, InterruptedException {
    RowTable.vacuum(rig.database());
    rig.checkpoint();
  }

  /** Fails unless the table has a row for each key. */
  void verify() throws IOException, InterruptedException {
    long found = RowTable.rows(rig.database());
    if (found != rows) {
      throw new IOException(
          "the bare insert should have %,d rows, but has %,d".formatted(rows, found));
    }
  }

  @Override
  public long residentBytes() {
    return 0;
  }

  @Override
  public void close() {
    insert.close();
  }
}
