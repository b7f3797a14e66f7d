package dev.tidewire.processing.store;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.processing.chunk.Reading;
import dev.tidewire.processing.chunk.SimulatedTables;
import dev.tidewire.processing.series.SimulatedSeries;
import dev.tidewire.processing.simulation.Bug;
import dev.tidewire.processing.simulation.Topic.Cell;
import dev.tidewire.processing.simulation.VirtualTime;
import dev.tidewire.processing.simulation.Weather;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The state that outlives the processes, and the servers that have it one after another. */
public final class SimulatedDatabase {
  /** A state that a crash leaves when nothing durable has been committed since. */
  private record Commit(SimulatedState state, boolean isDurable) {}

  /** So many commits a standby may be behind. */
  private static final int MOST_BEHIND = 25;

  private static final String[] INFRASTRUCTURE = {
    "08006", "57P01", "57014", "53100", "53300", "40P01", "40001", "42P01", "42501", "55P03",
    "25006"
  };

  private final VirtualTime time;
  private final RandomGenerator random;
  private final Weather weather;
  private final List<Commit> commits = new ArrayList<>();
  private final Map<Integer, Object> lockedHomes = new HashMap<>();
  private final Set<Object> lockedRows = Collections.newSetFromMap(new IdentityHashMap<>());
  private Runnable onCommit = () -> {};
  private SimulatedState state;
  private long serverStart = 1;
  private long numbers;
  private boolean hasStoredTwice;
  private int lateWrites;

  public SimulatedDatabase(VirtualTime time, RandomGenerator random, Weather weather) {
    this.time = time;
    this.random = random;
    this.weather = weather;
    this.state =
        new SimulatedState(
            new SimulatedSeries(),
            new HashMap<>(),
            new HashMap<>(),
            new HashMap<>(),
            new SimulatedTables(this::nextNumber));
    commits.add(new Commit(state, true));
  }

  /** Runs this after each commit. */
  public void onCommit(Runnable work) {
    onCommit = work;
  }

  /** What is committed. */
  public SimulatedState state() {
    return state;
  }

  /** When the server has started. */
  public long serverStart() {
    return serverStart;
  }

  /** Replaces the state. One that is not durable is lost in a crash. */
  public void commit(SimulatedState next, boolean isDurable) {
    state = next;
    commits.add(new Commit(next, isDurable));
    if (commits.size() > MOST_BEHIND) {
      commits.remove(0);
    }
    onCommit.run();
  }

  /** The server crashes and starts again: what it had not written to the disk is lost. */
  public void crash() {
    int first = commits.size() - 1;
    while (first > 0 && !commits.get(first).isDurable()) {
      first--;
    }
    start(commits.get(random.nextInt(first, commits.size())).state());
  }

  /** A standby takes over that lags behind. */
  public void failOver() {
    start(commits.get(random.nextInt(commits.size())).state());
  }

  /** Transactions end with their server. */
  private void start(SimulatedState of) {
    serverStart++;
    lockedHomes.clear();
    lockedRows.clear();
    state = of;
    forgetOlder();
    onCommit.run();
  }

  /** No standby lags behind this state. */
  public void forgetOlder() {
    commits.clear();
    commits.add(new Commit(state, true));
  }

  /** What a reader sees, who knows readings by the names of their series. */
  public Map<Cell, Double> read(Bug bug) {
    Map<Reading.Key, Double> rows = state.tables().read();
    if (bug == Bug.READS_CHUNKS_OVER_BLOCKS) {
      rows.putAll(state.tables().readChunks());
    }
    Map<Cell, Double> readings = new HashMap<>();
    rows.forEach((key, value) -> readings.put(cell(key), value));
    return readings;
  }

  private Cell cell(Reading.Key key) {
    SeriesKey series = state.series().key(key.series());
    return new Cell(
        series == null ? new SeriesKey("no series", "" + key.series()) : series, key.micros());
  }

  /**
   * Runs a statement at a random time, even if the caller no longer waits, and answers later. It
   * may fail before it runs, and its answer may be lost afterwards.
   */
  public <T> Uni<T> ask(Supplier<T> statement) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              long server = serverStart;
              time.after(
                  latencyMillis(),
                  () -> {
                    try {
                      T answer = execute(statement, server);
                      time.after(random.nextLong(5), () -> emitter.complete(answer));
                    } catch (PgException | ConnectException failure) {
                      time.after(random.nextLong(5), () -> emitter.fail(failure));
                    }
                  });
            });
  }

  private <T> T execute(Supplier<T> statement, long server) throws ConnectException {
    if (weather.isDatabaseDown() || server != serverStart) {
      throw new ConnectException("Connection refused");
    }
    if (weather.strikes()) {
      String sqlState = INFRASTRUCTURE[random.nextInt(INFRASTRUCTURE.length)];
      throw new PgException("struck", "ERROR", sqlState, null);
    }
    T answer = statement.get();
    if (weather.strikes()) {
      throw new ConnectException("Connection reset by peer");
    }
    return answer;
  }

  /** Less than the statement time-out, which is less than the time to detect a crash. */
  private long latencyMillis() {
    return random.nextInt(20) == 0 ? random.nextLong(4_000) : random.nextLong(10);
  }

  /** Fails if the database refuses everything, or a statement that has begun. */
  void checkGoesOn() {
    if (weather.isDatabaseClosed()) {
      throw new PgException("new row violates check constraint", "ERROR", "23514", null);
    }
    if (weather.strikes()) {
      throw new PgException("could not serialize access", "ERROR", "40001", null);
    }
  }

  /** The next number of a block, which no rollback gives back. */
  long nextNumber() {
    return numbers++;
  }

  /** Locks a home for a transaction; false if another has it. */
  boolean lock(int home, Object transaction) {
    return lockedHomes.putIfAbsent(home, transaction) == null;
  }

  void unlock(int home, Object transaction) {
    lockedHomes.remove(home, transaction);
  }

  /** The rows that open transactions have taken. */
  Set<Object> lockedRows() {
    return lockedRows;
  }

  void late() {
    lateWrites++;
  }

  /** How often a consumer was late: another one had stored its records. */
  public int lateWrites() {
    return lateWrites;
  }

  void storedTwice() {
    hasStoredTwice = true;
  }

  /** Whether records were stored more than once, or after later ones. */
  public boolean hasStoredTwice() {
    return hasStoredTwice;
  }
}
