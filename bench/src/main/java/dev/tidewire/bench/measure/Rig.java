package dev.tidewire.bench.measure;

import dev.tidewire.bench.load.Load;
import dev.tidewire.bench.load.LoadResult;
import dev.tidewire.bench.load.ReadingsRequests;
import dev.tidewire.bench.load.Ticks;
import dev.tidewire.bench.machine.CpuTimes;
import dev.tidewire.bench.machine.Processes;
import dev.tidewire.bench.stack.Database;
import dev.tidewire.bench.stack.LocalStack;
import dev.tidewire.bench.stack.StackPorts;
import dev.tidewire.bench.stack.StoredReadings;
import java.io.IOException;
import java.time.Duration;

/** The running stack with all that measures it. Keeps count of what ingest has accepted. */
public final class Rig implements AutoCloseable {
  /** Rounds that each compared pair of measurements takes turns in. */
  static final int ROUNDS = 3;

  static final Duration WARM_UP_TURN = Duration.ofSeconds(3);

  static final String READINGS_PATH = "/v1/readings";

  private static final int ACCEPTED = 202;
  private static final int LAST_ROWS_SECONDS = 30;

  private final StackPorts ports;
  private final Processes processes;
  private final StoredReadings stored;
  private final Database database;
  private final Ticks ticks = new Ticks(System.currentTimeMillis());
  private long accepted;
  private long refusals;

  /** Puts the measuring tools to a stack that has just started. */
  public Rig(LocalStack stack) throws IOException, InterruptedException {
    ports = stack.ports();
    processes = new Processes(stack.processes());
    database = new Database(ports.postgresUri());
    stored = new StoredReadings(ports.processing(), database);
  }

  /** Runs the load until it is answered no faster. */
  static void warmUp(Load load) throws IOException, InterruptedException {
    WarmUp.by(() -> load.runFor(WARM_UP_TURN).perSecond());
  }

  StackPorts ports() {
    return ports;
  }

  Processes processes() {
    return processes;
  }

  Database database() {
    return database;
  }

  /** The time of the first reading, in epoch milliseconds; each sensor has one a millisecond. */
  long firstMillis() {
    return ticks.firstMillis();
  }

  /** Requests that post batches to {@code port}. */
  Load posting(int port, int batch, int connections) {
    return new Load(
        port,
        connections,
        connection -> new ReadingsRequests(READINGS_PATH, batch, ticks, connection),
        ACCEPTED);
  }

  /** Posts readings to ingest for so long. */
  LoadResult post(int batch, int connections, Duration duration)
      throws IOException, InterruptedException {
    return count(posting(ports.ingest(), batch, connections).runFor(duration), batch);
  }

  /** Posts so many readings to ingest, and returns when all are stored. */
  WorkFigures store(int batch, long readings) throws IOException, InterruptedException {
    settle();
    CpuTimes before = processes.cpu();
    long start = System.nanoTime();
    Load posting = posting(ports.ingest(), batch, IngestFigures.BATCH_CONNECTIONS);
    count(posting.run(readings / batch), batch);
    drain();
    return figures(before, Duration.ofNanos(System.nanoTime() - start), readings);
  }

  /** What it took to do something with so many readings. */
  WorkFigures figures(CpuTimes before, Duration elapsed, long readings) {
    return new WorkFigures(
        readings * 1e9 / elapsed.toNanos(), processes.cpu().microsPerItemSince(before, readings));
  }

  private LoadResult count(LoadResult result, int batch) {
    accepted += result.requests() * batch;
    refusals += result.refusals();
    return result;
  }

  /** Returns as soon as all that was accepted is stored. */
  void drain() throws IOException, InterruptedException {
    stored.await(accepted);
  }

  /** Lets the stack finish what it has and do its chores, so that the next round starts alike. */
  void settle() throws IOException, InterruptedException {
    drain();
    database.settle();
    processes.requireAlive();
  }

  /** Questions about what has been stored, as long as all of it came in batches of all sensors. */
  QueryLoads queryLoads() throws IOException, InterruptedException {
    return new QueryLoads(
        database.numbersByText("SELECT sensor, id FROM series"),
        ticks.firstMillis(),
        ticks.firstMillis() + ticks.given());
  }

  long accepted() {
    return accepted;
  }

  /** How often ingest was too busy to take a request at once. */
  long refusals() {
    return refusals;
  }

  /** Fails unless the database holds exactly the readings that were accepted. */
  void verify() throws IOException, InterruptedException {
    drain();
    long rows = stored.rows();
    for (int second = 0; rows < accepted && second < LAST_ROWS_SECONDS; second++) {
      Thread.sleep(1_000);
      rows = stored.rows();
    }
    if (rows != accepted) {
      throw new IOException(
          "%,d readings were accepted, but the database holds %,d; the figures mean nothing"
              .formatted(accepted, rows));
    }
  }

  @Override
  public void close() {
    processes.close();
    database.close();
  }
}
