package dev.tidewire.bench.rig;

import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.machine.Processes;
import dev.tidewire.bench.stack.Database;
import dev.tidewire.bench.stack.LocalStack;
import dev.tidewire.bench.stack.Merging;
import dev.tidewire.bench.stack.StoreTables;
import dev.tidewire.bench.stack.StoredReadings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** The running stack with what measures it. */
public final class Rig implements AutoCloseable {
  public static final Duration WARM_UP_TURN = Duration.ofSeconds(3);

  private final LocalStack stack;
  private final Processes processes;
  private final Database database;
  private final StoreTables tables;
  private final StoredReadings stored;
  private final Intake intake;
  private final Consumer<String> progress;

  /** For a stack that has just started; the progress of the run is told in lines. */
  public Rig(LocalStack stack, Consumer<String> progress) throws IOException, InterruptedException {
    this.stack = stack;
    this.progress = progress;
    processes = new Processes(stack.processes());
    database = new Database(stack.postgresUri());
    tables = new StoreTables(database);
    stored =
        new StoredReadings(
            stack.port(Part.PROCESSING), stack.managementPort(Part.PROCESSING), tables);
    intake = new Intake(stack.port(Part.INGEST));
  }

  public LocalStack stack() {
    return stack;
  }

  public Processes processes() {
    return processes;
  }

  public Database database() {
    return database;
  }

  public StoreTables tables() {
    return tables;
  }

  public Intake intake() {
    return intake;
  }

  public void progress(String line) {
    progress.accept(line);
  }

  /** Repeats the work until it gets no faster and the JIT compilers of ingest rest. */
  public void warmUp(String what, Turn<Double> perSecond) throws IOException, InterruptedException {
    progress("  Warming up: " + what);
    int turns = WarmUp.by(perSecond, new Compiling(processes, Part.INGEST)::share);
    String state = turns < WarmUp.MOST_TURNS ? "Warm" : "Perhaps not warm";
    progress("  %s after %d turns".formatted(state, turns));
  }

  /** Posts this number of readings to ingest, and returns when all are stored and merged. */
  public Work store(int batch, long readings) throws IOException, InterruptedException {
    return work(
        readings,
        () -> {
          intake.post(batch, readings);
          awaitStored();
        },
        this::merge);
  }

  /**
   * Does something with this number of readings on a settled stack.
   *
   * @param afterwards counts for the CPU and not for the time
   */
  public Work work(long readings, Step work, Step afterwards)
      throws IOException, InterruptedException {
    settle();
    Map<Part, Duration> before = processes.cpu();
    long start = System.nanoTime();
    work.run();
    long nanos = System.nanoTime() - start;
    afterwards.run();
    return Work.of(readings, nanos, before, processes.cpu());
  }

  /** Returns when all that ingest has accepted is stored. */
  public void awaitStored() throws IOException, InterruptedException {
    stored.await(intake.accepted(), intake.toBeHeld());
  }

  /** Merges all that is stored. */
  public void merge() throws IOException, InterruptedException {
    Merging.settle(stack.port(Part.PROCESSING));
  }

  /**
   * Lets the stack store what it has accepted, vacuum and checkpoint, so that all rounds start
   * alike.
   */
  public void settle() throws IOException, InterruptedException {
    awaitStored();
    database.run("VACUUM ANALYZE");
    checkpoint();
    processes.requireAlive();
  }

  public void checkpoint() throws IOException, InterruptedException {
    database.run("CHECKPOINT");
  }

  /** Deletes all readings. */
  public void empty() throws IOException, InterruptedException {
    awaitStored();
    merge();
    tables.empty();
    intake.forget();
  }

  /** Fails unless the database holds exactly the readings that were accepted. */
  public void verify() throws IOException, InterruptedException {
    awaitStored();
    long readings = stored.inDatabase();
    if (readings != intake.toBeHeld()) {
      throw new IOException(
          "the database should hold %,d readings, but holds %,d; the figures mean nothing"
              .formatted(intake.toBeHeld(), readings));
    }
  }

  @Override
  public void close() {
    processes.close();
    database.close();
  }
}
