package dev.tidewire.processing.store;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.processing.intake.Claim;
import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.simulation.Topic.Cell;
import dev.tidewire.processing.simulation.VirtualTime;
import dev.tidewire.processing.simulation.Weather;
import dev.tidewire.processing.store.SeriesCatalog.KnownSeries;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The state that outlives the processes: series, readings, watermarks, and whether a time partition
 * exists.
 */
public final class SimulatedDatabase {
  private static final String[] INFRASTRUCTURE = {
    "08006", "57P01", "57014", "53100", "53300", "40P01", "40001", "42P01", "42501", "55P03",
    "25006"
  };

  private final VirtualTime time;
  private final RandomGenerator random;
  private final Weather weather;
  private final Map<SeriesKey, KnownSeries> series = new HashMap<>();
  private final List<SeriesKey> keys = new ArrayList<>();
  private final Map<Cell, Double> readings = new HashMap<>();
  private final Map<Integer, Long> watermarks = new HashMap<>();
  private final Map<Integer, UUID> writers = new HashMap<>();
  private boolean partitionIsMissing;
  private int lateWrites;
  private int disputes;

  public SimulatedDatabase(VirtualTime time, RandomGenerator random, Weather weather) {
    this.time = time;
    this.random = random;
    this.weather = weather;
  }

  /** The value of each reading. */
  public Map<Cell, Double> readings() {
    return readings;
  }

  /**
   * Runs a statement at a random time, even if the caller no longer waits, and answers later. It
   * may fail before it runs, and its answer may be lost afterwards.
   */
  <T> Uni<T> ask(Supplier<T> statement) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                time.after(
                    latencyMillis(),
                    () -> {
                      try {
                        T answer = execute(statement);
                        time.after(random.nextLong(5), () -> emitter.complete(answer));
                      } catch (PgException | OtherRowRefusedException | ConnectException failure) {
                        time.after(random.nextLong(5), () -> emitter.fail(failure));
                      }
                    }));
  }

  private <T> T execute(Supplier<T> statement) throws ConnectException {
    if (weather.isDatabaseDown()) {
      throw new ConnectException("Connection refused");
    }
    if (weather.strikes()) {
      String sqlState = INFRASTRUCTURE[random.nextInt(INFRASTRUCTURE.length)];
      throw new PgException("struck", "ERROR", sqlState, null);
    }
    partitionIsMissing |= weather.strikes() && random.nextInt(4) == 0;
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

  Map<SeriesKey, KnownSeries> enter(List<SeriesKey> wanted) {
    Map<SeriesKey, KnownSeries> known = new HashMap<>();
    for (SeriesKey key : wanted) {
      if (!series.containsKey(key)) {
        keys.add(key);
        series.put(key, new KnownSeries(keys.size() - 1, null, Map.of()));
      }
      known.put(key, series.get(key));
    }
    return known;
  }

  void makePartition() {
    partitionIsMissing = false;
  }

  /** Inserts all rows, or none and fails as Postgres does. */
  void insert(Rows rows) {
    check(rows, true);
    putAll(rows);
  }

  boolean isLate(OffsetRange range) {
    boolean late = watermarks.getOrDefault(range.partition(), 0L) > range.first();
    lateWrites += late ? 1 : 0;
    return late;
  }

  boolean hasAnotherWriter(OffsetRange range, UUID writer) {
    boolean another = !writers.getOrDefault(range.partition(), writer).equals(writer);
    disputes += another ? 1 : 0;
    return another;
  }

  void hold(OffsetRange range, UUID writer) {
    watermarks.merge(range.partition(), range.first(), Math::max);
    writers.put(range.partition(), writer);
  }

  void raise(OffsetRange range) {
    watermarks.merge(range.partition(), range.next(), Math::max);
    writers.remove(range.partition());
  }

  Map<Integer, Long> takeOver(Claim claim) {
    for (OffsetRange range : claim.ranges()) {
      if (watermarks.getOrDefault(range.partition(), 0L) < range.next()) {
        writers.put(range.partition(), claim.writer());
      }
    }
    return Map.copyOf(watermarks);
  }

  /** How often a consumer was late: another one had stored its records. */
  public int lateWrites() {
    return lateWrites;
  }

  /** How often a consumer met another writer of its records. */
  public int disputes() {
    return disputes;
  }

  /** Inserts or replaces all rows or none; returns how many existed. */
  int upsert(Rows rows) {
    check(rows, false);
    int known = 0;
    for (int row = 0; row < rows.size(); row++) {
      known += readings.containsKey(cell(rows, row)) ? 1 : 0;
    }
    putAll(rows);
    return known;
  }

  private void check(Rows rows, boolean plainly) {
    checkOpen();
    for (int row = 0; row < rows.size(); row++) {
      if (rows.value(row) < 0) {
        throw refusal("value out of range", "22003", null);
      } else if (plainly && readings.containsKey(cell(rows, row))) {
        throw refusal("duplicate key value", "23505", "reading_pkey");
      }
    }
  }

  /** Fails if the database refuses every row. */
  void checkOpen() {
    if (partitionIsMissing) {
      throw refusal("no partition of relation \"reading\" found for row", "23514", null);
    } else if (weather.isDatabaseClosed()) {
      throw refusal("new row violates check constraint", "23514", "closed");
    }
  }

  /** Fails as an insert of the rows would; stores nothing. */
  void tryOut(Rows rows) {
    check(rows, true);
  }

  private void putAll(Rows rows) {
    for (int row = 0; row < rows.size(); row++) {
      readings.put(cell(rows, row), rows.value(row));
    }
  }

  Cell cell(Rows rows, int row) {
    return new Cell(keys.get((int) rows.seriesId(row)), rows.timeMicros(row));
  }

  static PgException refusal(String message, String sqlState, @Nullable String constraint) {
    return new PgException(
        message,
        "ERROR",
        sqlState,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        constraint);
  }
}
