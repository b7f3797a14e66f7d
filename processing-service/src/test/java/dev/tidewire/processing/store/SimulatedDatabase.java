package dev.tidewire.processing.store;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.frame.FrameDecoder;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.readings.Block;
import dev.tidewire.processing.series.SimulatedSeries;
import dev.tidewire.processing.simulation.Topic.Cell;
import dev.tidewire.processing.simulation.VirtualTime;
import dev.tidewire.processing.simulation.Weather;
import dev.tidewire.processing.watermark.Truncation;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The state that outlives the processes: series, readings and watermarks. */
public final class SimulatedDatabase {
  private static final String[] INFRASTRUCTURE = {
    "08006", "57P01", "57014", "53100", "53300", "40P01", "40001", "42P01", "42501", "55P03",
    "25006"
  };

  private final VirtualTime time;
  private final RandomGenerator random;
  private final Weather weather;
  private final SimulatedSeries series = new SimulatedSeries();
  private final Map<Cell, Double> readings = new HashMap<>();
  private final Map<Integer, Long> watermarks = new HashMap<>();
  private final Map<Integer, Truncation> truncated = new HashMap<>();
  private final Map<Integer, Long> storedTo = new HashMap<>();
  private boolean hasStoredTwice;
  private int lateWrites;

  public SimulatedDatabase(VirtualTime time, RandomGenerator random, Weather weather) {
    this.time = time;
    this.random = random;
    this.weather = weather;
  }

  /** The value of each reading. */
  public Map<Cell, Double> readings() {
    return readings;
  }

  /** The table {@code series}. */
  SimulatedSeries series() {
    return series;
  }

  /**
   * Runs a statement at a random time, even if the caller no longer waits, and answers later. It
   * may fail before it runs, and its answer may be lost afterwards.
   */
  public <T> Uni<T> ask(Supplier<T> statement) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                time.after(
                    latencyMillis(),
                    () -> {
                      try {
                        T answer = execute(statement);
                        time.after(random.nextLong(5), () -> emitter.complete(answer));
                      } catch (PgException | ConnectException failure) {
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

  /** The watermark of a partition; set to the beginning of the range if there is none. */
  long watermark(OffsetRange range) {
    return watermarks.computeIfAbsent(range.partition(), partition -> range.first());
  }

  /** The watermark of a partition, if there is one. */
  Optional<Long> watermark(int partition) {
    return Optional.ofNullable(watermarks.get(partition));
  }

  /**
   * Keeps what there is now, for a standby that lags behind.
   *
   * @return has the standby take over: what came after that is lost
   */
  public Runnable standby() {
    Map<Cell, Double> readingsThen = Map.copyOf(readings);
    Map<Integer, Long> watermarksThen = Map.copyOf(watermarks);
    Map<Integer, Long> storedThen = Map.copyOf(storedTo);
    Map<Integer, Truncation> truncatedThen = Map.copyOf(truncated);
    return () -> {
      replace(readings, readingsThen);
      replace(watermarks, watermarksThen);
      replace(storedTo, storedThen);
      replace(truncated, truncatedThen);
    };
  }

  private static <K, V> void replace(Map<K, V> now, Map<K, V> then) {
    now.clear();
    now.putAll(then);
  }

  boolean isAt(int partition, long offset) {
    return watermarks.getOrDefault(partition, -1L) == offset && !truncated.containsKey(partition);
  }

  void move(int partition, long next) {
    watermarks.put(partition, next);
  }

  /** Moves the watermark as no consumer does. Returns where it was, or -1. */
  public long moveBeyond(int partition, long next) {
    Long before = watermarks.put(partition, next);
    return before == null ? -1 : before;
  }

  /** An operator moves the watermark back, and takes the mark off. */
  public void correct(int partition, long next) {
    truncated.remove(partition);
    watermarks.put(partition, next);
    if (next < 0) {
      watermarks.remove(partition);
    }
  }

  void stop(Truncation found) {
    if (isAt(found.partition(), found.watermark())) {
      truncated.putIfAbsent(found.partition(), found);
    }
  }

  List<Truncation> stopped(List<OffsetRange> ranges) {
    return ranges.stream()
        .flatMap(range -> Stream.ofNullable(truncated.get(range.partition())))
        .toList();
  }

  void late() {
    lateWrites++;
  }

  /** How often a consumer was late: another one had stored its records. */
  public int lateWrites() {
    return lateWrites;
  }

  /** Whether records were stored more than once, or after later ones. */
  public boolean hasStoredTwice() {
    return hasStoredTwice;
  }

  /** Fails if the database refuses everything. */
  void checkOpen() {
    if (weather.isDatabaseClosed()) {
      throw new PgException("new row violates check constraint", "ERROR", "23514", null);
    }
  }

  /** Adds blocks in the order of their numbers; those of one source are of the same records. */
  void add(List<Block> blocks) {
    Map<Integer, Long> ends = new HashMap<>();
    for (Block block : blocks) {
      int source = block.source().partition();
      hasStoredTwice |= block.source().first() < storedTo.getOrDefault(source, 0L);
      ends.put(source, block.source().next());
      add(block);
    }
    storedTo.putAll(ends);
  }

  private void add(Block block) {
    ReadingColumns columns = (ReadingColumns) FrameDecoder.decode(block.body());
    for (int i = 0; i < columns.size(); i++) {
      SeriesKey key = series.key(columns.seriesId(i));
      readings.put(new Cell(key, columns.timeMicros(i)), columns.value(i));
    }
  }
}
