package dev.tidewire.bench.store;

import dev.tidewire.bench.load.LoadResult;
import dev.tidewire.bench.load.ReadingStream;
import dev.tidewire.bench.load.Workload;
import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.peer.Peer;
import dev.tidewire.bench.peer.PeerProcess;
import dev.tidewire.bench.report.Cost;
import dev.tidewire.bench.rig.Intake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Another store of time series, which takes the same readings as line protocol. */
final class PeerStore implements StoreTarget {
  private final Peer peer;
  private final Path data;
  private PeerProcess process;
  private long held;

  PeerStore(Peer peer, Path data) throws IOException, InterruptedException {
    this.peer = peer;
    this.data = data;
    process = peer.start(data);
  }

  @Override
  public String name() {
    return peer.name();
  }

  @Override
  public void empty() throws IOException, InterruptedException {
    process.close();
    process = peer.start(data);
    held = 0;
  }

  @Override
  public StoreRound take(ReadingStream stream, long batches)
      throws IOException, InterruptedException {
    long readings = batches * Workload.BATCH;
    Duration before = process.cpu();
    LoadResult posted = process.post(stream, Intake.BATCH_CONNECTIONS, batches);
    process.settle();
    held += readings;
    double micros = process.cpu().minus(before).toNanos() / 1e3 / readings;
    double perSecond = posted.perSecond() * Workload.BATCH;
    return new StoreRound(
        perSecond,
        perSecond,
        Map.of(Part.PEER, micros),
        Map.of(Cost.TABLE, (double) process.diskBytes() / held));
  }

  @Override
  public long residentBytes() {
    return process.residentBytes();
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
