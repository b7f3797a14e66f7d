package dev.tidewire.bench.sizing;

/**
 * What to run for so many readings a second. Half of everything is left free: for the queries, to
 * catch up after an outage, and for the day when one of them is gone.
 *
 * @param partitions of the readings topic, a multiple of 12 so that they divide evenly
 * @param ingestReplicas with {@value #INGEST_CORES} cores each, two at least
 * @param processingReplicas with {@value #CONSUMERS} consumers and as many cores each, two at least
 * @param kafkaCores of all brokers together, for {@value #COPIES} copies
 * @param kafkaBytes on all brokers together, for {@value #COPIES} copies and seven days
 * @param postgresCores of all databases together
 * @param walBytesPerSecond of all databases together
 * @param tableBytesPerDay of all databases together
 * @param databases that share the sensors, each with its own log
 */
public record Sizing(
    long partitions,
    long ingestReplicas,
    long processingReplicas,
    double kafkaCores,
    double kafkaBytes,
    double postgresCores,
    double walBytesPerSecond,
    double tableBytesPerDay,
    long databases) {
  static final int INGEST_CORES = 2;
  static final int CONSUMERS = 2;
  static final int COPIES = 3;

  /**
   * What one database's log is taken to bear in the long run, bytes a second. Not measured here: it
   * is the bandwidth of the volume that the log is on, less what the standbys and the archive read.
   */
  public static final double WAL_BYTES_PER_SECOND = 200e6;

  private static final double USED = 0.5;
  private static final int PARTITION_STEP = 12;
  private static final double DAY_SECONDS = 86_400;
  private static final double RETENTION_SECONDS = 7 * DAY_SECONDS;

  /** What so many readings a second take. */
  public static Sizing of(Costs costs, double readingsPerSecond) {
    double perMicro = readingsPerSecond / 1e6 / USED;
    // A consumer awaits its statement before it takes the next poll.
    double consumers = perMicro * (costs.processingMicros() + costs.postgresMicros());
    double walBytesPerSecond = readingsPerSecond * costs.walBytes();
    return new Sizing(
        roundUp(consumers / PARTITION_STEP, 1) * PARTITION_STEP,
        roundUp(perMicro * costs.ingestMicros() / INGEST_CORES, 2),
        roundUp(consumers / CONSUMERS, 2),
        perMicro * costs.kafkaMicros() * COPIES,
        readingsPerSecond * costs.topicBytes() * COPIES * RETENTION_SECONDS,
        perMicro * costs.postgresMicros(),
        walBytesPerSecond,
        readingsPerSecond * costs.tableBytes() * DAY_SECONDS,
        roundUp(walBytesPerSecond / (WAL_BYTES_PER_SECOND * USED), 1));
  }

  private static long roundUp(double number, long atLeast) {
    return Math.max(atLeast, (long) Math.ceil(number));
  }
}
