package dev.tidewire.processing.simulation;

import dev.tidewire.contract.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The readings topic. The absolute values count up, so a later reading of a series has a larger
 * one. Negative values are in a unit that their series cannot take.
 */
public final class Topic {
  public static final int PARTITIONS = 4;

  /** The unit of all series. */
  public static final String UNIT = "Cel";

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

  private final List<PartitionLog> logs =
      IntStream.range(0, PARTITIONS).mapToObj(PartitionLog::new).toList();
  private final RandomGenerator random;
  private final Sender sender;
  private long madeAnew;

  /** Creates an empty topic. */
  public Topic(RandomGenerator random) {
    this.random = random;
    this.sender = new Sender(random);
  }

  /** A topic that is created again has another. */
  public UUID id() {
    return new UUID(0, madeAnew + 1);
  }

  /** The records of the partition from that offset on. */
  public List<Entry> from(int partition, long offset) {
    return logs.get(partition).from(offset);
  }

  /** The offset of the first record that the partition still has. */
  public long start(int partition) {
    return logs.get(partition).start();
  }

  /** The offset that the next record of the partition gets. */
  public long end(int partition) {
    return logs.get(partition).end();
  }

  /** Appends a transaction marker, an offset that no consumer gets to see. */
  public void mark() {
    logs.get(random.nextInt(PARTITIONS)).mark();
  }

  /** Appends a record of a random sensor, if its partition takes one. */
  public Optional<Entry> send(long timestampMillis) {
    int sensor = sender.nextSensor();
    return append(sensor % PARTITIONS, timestampMillis, sender.readings(sensor));
  }

  /** Appends what of a record became letters, if its partition takes it. */
  public Optional<Entry> redrive(Entry record, long timestampMillis) {
    return append(record.partition(), timestampMillis, record.poison());
  }

  private Optional<Entry> append(int partition, long timestampMillis, List<Sent> readings) {
    return logs.get(partition).append(timestampMillis, sender.encode(readings), readings);
  }

  /** Records that became letters. */
  public List<Entry> letters() {
    List<Entry> letters = new ArrayList<>();
    for (PartitionLog log : logs) {
      log.from(0).stream()
          .filter(entry -> entry.isGarbage() || !entry.poison().isEmpty())
          .forEach(letters::add);
    }
    return letters;
  }

  /** Deletes the topic and creates it again. */
  public void makeAnew() {
    madeAnew++;
    logs.forEach(PartitionLog::clear);
  }

  /** Deletes the records before an offset. */
  public void deleteBefore(int partition, long offset) {
    logs.get(partition).deleteBefore(offset);
  }

  /**
   * Loses the records from an offset on.
   *
   * @param limit the partition does not grow up to here again before it is freed
   */
  public void truncate(int partition, long to, long limit) {
    logs.get(partition).truncate(to, limit);
  }

  /** The partition may grow again. */
  public void free(int partition) {
    logs.get(partition).free();
  }
}
