package dev.tidewire.processing.simulation;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The readings topic. The absolute values count up, so a later reading of a series has a larger
 * one. Negative values are in a unit that their series cannot take.
 */
public final class Topic {
  public static final int PARTITIONS = 4;

  /** The unit of all series. */
  public static final String UNIT = "Cel";

  private static final String OTHER_UNIT = "m/s";

  private static final int SENSORS = 6;
  private static final int TIMES = 25;

  /** A reading as it was sent. */
  public record Sent(SeriesKey series, long timeMicros, double value) {
    public Cell cell() {
      return new Cell(series, timeMicros);
    }

    public boolean isPoison() {
      return value < 0;
    }
  }

  /** The place of a reading in the table. */
  public record Cell(SeriesKey series, long timeMicros) {}

  /** A record; garbage has no readings, and its value is not a batch. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Entry(
      int partition, long offset, long timestampMillis, byte[] value, List<Sent> readings) {
    public boolean isGarbage() {
      return readings.isEmpty();
    }
  }

  private final List<List<Entry>> partitions = new ArrayList<>();
  private final long[] ends = new long[PARTITIONS];
  private final RandomGenerator random;
  private long values;

  /** Creates an empty topic. */
  public Topic(RandomGenerator random) {
    this.random = random;
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(new ArrayList<>());
    }
  }

  /** The records of the partition from that offset on. */
  public List<Entry> from(int partition, long offset) {
    return partitions.get(partition).stream().filter(entry -> entry.offset() >= offset).toList();
  }

  /** The offset that the next record of the partition gets. */
  public long end(int partition) {
    return ends[partition];
  }

  public List<Entry> entries() {
    return partitions.stream().flatMap(List::stream).toList();
  }

  /** The content of the table once everything is stored. */
  public Map<Cell, Double> lastReadings() {
    Map<Cell, Double> last = new HashMap<>();
    for (Entry entry : entries()) {
      for (Sent sent : entry.readings()) {
        if (!sent.isPoison()) {
          last.put(sent.cell(), sent.value());
        }
      }
    }
    return last;
  }

  /** Appends a transaction marker, an offset that no consumer gets to see. */
  public void mark() {
    ends[random.nextInt(PARTITIONS)]++;
  }

  /** Appends a record of a random sensor. */
  public void send(long timestampMillis) {
    int sensor = random.nextInt(SENSORS);
    int partition = sensor % PARTITIONS;
    boolean garbage = random.nextInt(20) == 0;
    List<Sent> readings = garbage ? List.of() : readings("sensor-" + sensor);
    byte[] value = garbage ? new byte[] {-1, (byte) random.nextInt()} : encode(readings);
    partitions
        .get(partition)
        .add(new Entry(partition, ends[partition]++, timestampMillis, value, readings));
  }

  private List<Sent> readings(String sensor) {
    List<Sent> readings = new ArrayList<>();
    int size = 1 + random.nextInt(random.nextInt(4) == 0 ? 15 : 8);
    int poison = random.nextInt(8) == 0 ? random.nextInt(size) : -1;
    while (readings.size() < size) {
      SeriesKey series = new SeriesKey(sensor, random.nextBoolean() ? "value" : "other");
      double value = ++values;
      Sent sent =
          new Sent(series, random.nextInt(TIMES), readings.size() == poison ? -value : value);
      readings.add(sent);
    }
    return readings;
  }

  private static byte[] encode(List<Sent> readings) {
    List<SeriesReadings> series = new ArrayList<>();
    for (Sent sent : readings) {
      SeriesReadings one =
          new SeriesReadings(sent.series(), sent.isPoison() ? OTHER_UNIT : UNIT, Map.of(), 1);
      one.add(sent.timeMicros(), sent.value());
      series.add(one);
    }
    return ReadingBatchCodec.encode(new ReadingBatch(series));
  }
}
