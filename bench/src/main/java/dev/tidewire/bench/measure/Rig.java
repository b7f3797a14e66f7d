package dev.tidewire.bench.measure;

import dev.tidewire.bench.load.Load;
import dev.tidewire.bench.load.LoadResult;
import dev.tidewire.bench.load.ReadingsRequests;
import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.machine.Processes;
import dev.tidewire.bench.stack.Database;
import dev.tidewire.bench.stack.LocalStack;
import dev.tidewire.bench.stack.Merging;
import dev.tidewire.bench.stack.MetricsPage;
import dev.tidewire.bench.stack.StoredReadings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The running stack with what measures it. Counts the readings that ingest has accepted. */
public final class Rig implements AutoCloseable {
  /** Clients that post batches. */
  static final int BATCH_CONNECTIONS = 4;

  static final Duration WARM_UP_TURN = Duration.ofSeconds(3);

  private static final int ACCEPTED = 202;
  private static final int LAST_READINGS_SECONDS = 30;

  private final LocalStack stack;
  private final Processes processes;
  private final Database database;
  private final StoredReadings stored;
  private final Consumer<String> progress;
  private final long firstMillis = System.currentTimeMillis();
  private final AtomicLong nextMillis = new AtomicLong(firstMillis);
  private long accepted;
  private long refusals;

  /** For a stack that has just started; the progress of the run is told in lines. */
  public Rig(LocalStack stack, Consumer<String> progress) throws IOException, InterruptedException {
    this.stack = stack;
    this.progress = progress;
    processes = new Processes(stack.processes());
    database = new Database(stack.postgresUri());
    stored = new StoredReadings(stack.port(Part.PROCESSING), database);
  }

  LocalStack stack() {
    return stack;
  }

  Processes processes() {
    return processes;
  }

  Database database() {
    return database;
  }

  /** The time of the first readings in epoch milliseconds; each sensor has one a millisecond. */
  long firstMillis() {
    return firstMillis;
  }

  /** The time of the next readings. */
  long nextMillis() {
    return nextMillis.get();
  }

  long accepted() {
    return accepted;
  }

  /** How many requests ingest refused as too busy. */
  long refusals() {
    return refusals;
  }

  void progress(String line) {
    progress.accept(line);
  }

  /** Repeats the work until it gets no faster. */
  void warmUp(String what, Turn<Double> perSecond) throws IOException, InterruptedException {
    progress("  Warming up: " + what);
    int turns = WarmUp.by(perSecond);
    progress("  Warm after %d turns".formatted(turns));
  }

  /** Requests that post batches to {@code port}. */
  Load posting(int port, int batch, int connections) {
    List<ReadingsRequests> requests =
        IntStream.range(0, connections)
            .mapToObj(number -> new ReadingsRequests("/v1/readings", batch, nextMillis, number))
            .toList();
    return new Load(port, requests, ACCEPTED);
  }

  /** Posts readings to ingest for this duration. */
  LoadResult post(int batch, int connections, Duration duration)
      throws IOException, InterruptedException {
    return count(posting(stack.port(Part.INGEST), batch, connections).runFor(duration), batch);
  }

  /**
   * Posts this number of readings to ingest, and returns when all are stored. The CPU is that of
   * merging them as well.
   */
  Work store(int batch, long readings) throws IOException, InterruptedException {
    Load load = posting(stack.port(Part.INGEST), batch, BATCH_CONNECTIONS);
    return work(
        readings,
        () -> {
          count(load.run(readings / batch), batch);
          stored.await(accepted);
          return readings;
        },
        () -> Merging.settle(stack.port(Part.PROCESSING)));
  }

  /** Does something with this number of readings on a settled stack. */
  Work work(long readings, Turn<Long> work) throws IOException, InterruptedException {
    return work(readings, work, () -> {});
  }

  private Work work(long readings, Turn<Long> work, Afterwards afterwards)
      throws IOException, InterruptedException {
    settle();
    Map<Part, Duration> before = processes.cpu();
    long start = System.nanoTime();
    work.run();
    long nanos = System.nanoTime() - start;
    afterwards.run();
    return Work.of(readings, nanos, before, processes.cpu());
  }

  /** What counts for the CPU and not for the time. */
  private interface Afterwards {
    void run() throws IOException, InterruptedException;
  }

  private LoadResult count(LoadResult result, int batch) {
    accepted += result.requests() * batch;
    refusals += result.refusals();
    return result;
  }

  /**
   * Lets the stack store what it has accepted, vacuum and checkpoint, so that all rounds start
   * alike.
   */
  void settle() throws IOException, InterruptedException {
    stored.await(accepted);
    database.run("VACUUM ANALYZE");
    database.run("CHECKPOINT");
    processes.requireAlive();
  }

  /** A metric of a service's heap. */
  double heapMebibytes(Part service, String metric) throws IOException {
    return MetricsPage.fetch(stack.port(service)).sum(metric, "area=\"heap\"") / (1 << 20);
  }

  /** Fails unless the database holds exactly the readings that were accepted. */
  void verify() throws IOException, InterruptedException {
    stored.await(accepted);
    long readings = stored.inDatabase();
    for (int second = 0; readings < accepted && second < LAST_READINGS_SECONDS; second++) {
      Thread.sleep(1_000);
      readings = stored.inDatabase();
    }
    if (readings != accepted) {
      throw new IOException(
          "%,d readings were accepted, but the database holds %,d; the figures mean nothing"
              .formatted(accepted, readings));
    }
  }

  @Override
  public void close() {
    processes.close();
    database.close();
  }
}
