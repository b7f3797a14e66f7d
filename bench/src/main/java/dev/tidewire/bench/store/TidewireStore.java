package dev.tidewire.bench.store;

import dev.tidewire.bench.load.LoadResult;
import dev.tidewire.bench.load.ReadingStream;
import dev.tidewire.bench.load.Workload;
import dev.tidewire.bench.report.Cost;
import dev.tidewire.bench.rig.Rig;
import dev.tidewire.bench.rig.Work;
import dev.tidewire.contract.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tidewire, from the first request to the last chunk. */
record TidewireStore(Rig rig) implements StoreTarget {
  @Override
  public String name() {
    return "Tidewire";
  }

  @Override
  public void empty() throws IOException, InterruptedException {
    rig.empty();
  }

  @Override
  public StoreRound take(ReadingStream stream, long batches)
      throws IOException, InterruptedException {
    rig.settle();
    double readings = batches * Workload.BATCH;
    long log = rig.database().logBytes();
    long topic = topicBytes();
    List<LoadResult> posted = new ArrayList<>();
    Work work =
        rig.work(
            batches * Workload.BATCH,
            () -> {
              posted.add(rig.intake().post(stream, batches));
              rig.awaitStored();
            },
            this::tidy);
    Map<Cost, Double> bytes =
        Map.of(
            Cost.TOPIC, (topicBytes() - topic) / readings,
            Cost.WAL, (rig.database().logBytes() - log) / readings,
            Cost.TABLE, tableBytes() / rig.intake().toBeHeld());
    double acknowledged = posted.get(0).perSecond() * Workload.BATCH;
    return new StoreRound(acknowledged, work.perSecond(), work.cpuMicros(), bytes);
  }

  private void tidy() throws IOException, InterruptedException {
    rig.merge();
    rig.tables().vacuum();
    rig.checkpoint();
  }

  private long topicBytes() throws IOException {
    return rig.stack().topicBytes(Topics.READINGS.topicName());
  }

  private double tableBytes() throws IOException, InterruptedException {
    return rig.tables().blockBytes() + rig.tables().chunkBytes();
  }

  @Override
  public long residentBytes() {
    return rig.processes().residentBytes();
  }

  @Override
  public void close() {}
}
