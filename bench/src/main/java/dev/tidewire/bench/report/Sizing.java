package dev.tidewire.bench.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a rate of readings takes, calculated from what one reading costs. Half of everything is left
 * free for queries, to catch up after an outage, and for the day when a part is gone.
 */
record Sizing(Map<Cost, Double> costs, double readingsPerSecond) {
  static final int CONSUMERS = 2;

  /**
   * The bytes a second that one database's log is assumed to sustain. It is the bandwidth of the
   * log's volume less what the standbys and the archive read, and is not measured here.
   */
  private static final double WAL_BYTES_PER_SECOND = 200e6;

  private static final String HEAD =
      "readings/s|partitions|ingest|processing|Kafka cores|Kafka disk, 7 days|"
          + "Postgres cores|log a second|table a day|databases";

  private static final double USED = 0.5;
  private static final int INGEST_CORES = 2;
  private static final int COPIES = 3;
  private static final int PARTITION_STEP = 12;
  private static final double DAY_SECONDS = 86_400;
  private static final double RETENTION_SECONDS = 7 * DAY_SECONDS;

  /** The table of the costs. */
  static String costs(Map<Cost, Double> costs) {
    return Table.markdown(
        List.of("a reading takes", ""),
        Arrays.stream(Cost.values())
            .map(cost -> List.of(cost.label(), Numbers.hundredths(rounded(costs, cost))))
            .toList());
  }

  /** The table for rates from ten thousand to ten million readings a second. */
  static String sizes(Map<Cost, Double> costs) {
    return Table.markdown(
        List.of(HEAD.split("\\|")),
        Stream.of(1e4, 1e5, 1e6, 1e7).map(rate -> new Sizing(costs, rate).cells()).toList());
  }

  /** A multiple of 12, so that the partitions divide evenly. */
  long partitions() {
    return atLeast(1, consumers() / PARTITION_STEP) * PARTITION_STEP;
  }

  /** With {@link #CONSUMERS} consumers and as many cores each. */
  long processingReplicas() {
    return atLeast(2, consumers() / CONSUMERS);
  }

  /** A consumer awaits its statement before it takes the next poll. */
  private double consumers() {
    return cores(Cost.PROCESSING) + cores(Cost.POSTGRES);
  }

  private double cores(Cost micros) {
    return aSecond(micros) / 1e6 / USED;
  }

  private double aSecond(Cost cost) {
    return readingsPerSecond * rounded(costs, cost);
  }

  /** A calculation with the printed costs gives the printed results. */
  private static double rounded(Map<Cost, Double> costs, Cost cost) {
    return Math.round(Objects.requireNonNull(costs.get(cost), cost.label()) * 100) / 100.0;
  }

  private static long atLeast(long bound, double number) {
    return Math.max(bound, (long) Math.ceil(number));
  }

  List<String> cells() {
    return List.of(
        Numbers.rate(readingsPerSecond),
        Long.toString(partitions()),
        atLeast(2, cores(Cost.INGEST) / INGEST_CORES) + " × 2 cores",
        processingReplicas() + " × 2 cores",
        Numbers.cores(cores(Cost.KAFKA) * COPIES),
        Numbers.bytes(aSecond(Cost.TOPIC) * COPIES * RETENTION_SECONDS),
        Numbers.cores(cores(Cost.POSTGRES)),
        Numbers.bytes(aSecond(Cost.WAL)),
        Numbers.bytes(aSecond(Cost.TABLE) * DAY_SECONDS),
        Long.toString(atLeast(1, aSecond(Cost.WAL) / (WAL_BYTES_PER_SECOND * USED))));
  }
}
