package dev.tidewire.processing;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/**
 * How readings are taken from Kafka and stored. An unknown key under this prefix fails the start,
 * unless it is an environment variable.
 */
@ConfigMapping(prefix = "tidewire.processing")
public interface ProcessingConfig {
  /** Consumers in this process, 1 to 12. Each owns its partitions and keeps their order. */
  @WithDefault("2")
  int concurrency();

  /**
   * Readings after which a statement takes no more records, 1 to 100,000. Bounds the memory and
   * time of a statement. It may have as many more as one record has.
   */
  @WithDefault("50000")
  int maxReadings();

  /**
   * Memory for the series that were seen lately, 64K to 1G; one takes about 120 bytes. Others are
   * looked up in the database again.
   */
  @WithDefault("24M")
  MemorySize seriesCache();

  /**
   * If Kafka reports for this long that records wait, and none is stored although nothing is away,
   * the liveness probe fails; 1 s to a day.
   */
  @WithDefault("120s")
  Duration stuckAfter();

  /**
   * On shutdown, how long the service may take to finish the polls in work, up to 15 s. It takes no
   * new ones. The next owner of its partitions repeats what is not finished by then.
   */
  @WithDefault("10s")
  Duration drainTimeout();

  /**
   * The identity of this replica: 1 to 200 letters, digits, dots, hyphens and underscores; none by
   * default. Set it where a replica restarts under the same name, as a pod of a StatefulSet does: a
   * restart within the consumers' session time-out then moves no partitions. Leave it unset where
   * the successor has another name, as in a Deployment: with an identity, the partitions of a
   * replica that does not return are idle until the session times out; without one, they are
   * released at shutdown. A killed process releases nothing in either case. If two replicas have
   * the same identity, the first one ends.
   */
  Optional<String> instanceId();

  /**
   * How long readings are kept, by their times, from a day to 100 years; all by default. Older ones
   * become dead letters instead of being stored, and time partitions that hold only older ones are
   * dropped.
   */
  Optional<Duration> retention();

  /** The time partitions of the table {@code chunk}. */
  TimePartitions timePartitions();

  /** How the database is called, and what happens when it does not answer. */
  Store store();

  /** The background merge of what polls have written. */
  Merge merge();

  /** Limits for what operators do with dead letters. */
  DeadLetters deadLetters();

  /** The time partitions of the table {@code chunk}. */
  interface TimePartitions {
    /**
     * Length of new partitions: whole hours, from one hour to 366 days. Those for readings more
     * than 16 lengths from now are longer, twice as long for twice the distance.
     */
    @WithDefault("7d")
    Duration length();

    /** Partitions created ahead of time, 1 to 100, so that no reading waits for one. */
    @WithDefault("2")
    int ahead();
  }

  /** How the database is called, and what happens when it does not answer. */
  interface Store {
    /** An attempt that takes longer has failed; 500 ms to 10 min. The server gives up earlier. */
    @WithDefault("5s")
    Duration timeout();

    /**
     * How long the circuit breaker stays open before it tries the database again; 1 ms to 10 min.
     */
    @WithDefault("2s")
    Duration breakerDelay();

    /**
     * Upper bound of the first pause between attempts, 1 ms to {@link #backoffMax}. The bound
     * doubles with each attempt; pauses have full jitter.
     */
    @WithDefault("100ms")
    Duration backoffBase();

    /** Upper bound of every pause between attempts; 1 ms to 10 min. */
    @WithDefault("10s")
    Duration backoffMax();
  }

  /**
   * The background merge of what polls have written: first into blocks of neighbouring series, then
   * into chunks of one series each. Each process merges the partitions that it consumes.
   */
  interface Merge {
    /** The pause between two looks at what is due, 10 ms to 10 minutes. */
    @WithDefault("1s")
    Duration period();

    /** Blocks of a partition that are merged at once when they are so many, 2 to 2,000. */
    @WithDefault("60")
    int gatherBlocks();

    /** Fewer blocks of a partition are merged when the oldest is so old, 1 s to a day. */
    @WithDefault("1m")
    Duration gatherAge();

    /**
     * The merged readings of 64 neighbouring series become chunks when there are so many a series,
     * 1 to 10,000; at once where one merge of what polls have written has so many.
     */
    @WithDefault("360")
    int settleReadings();

    /** Fewer merged readings become chunks when the oldest are so old, 1 s to 7 days. */
    @WithDefault("1h")
    Duration settleAge();
  }

  /** Limits for what operators do with dead letters. */
  interface DeadLetters {
    /** A letter that has failed this often, redrives included, is exhausted; 1 to 1000. */
    @WithDefault("5")
    int maxAttempts();

    /** Letters per second of a redrive or discard that names no rate; 1 to the maximum. */
    @WithDefault("500")
    int ratePerSecond();

    /** The highest rate that a request may ask for, in letters per second; 1 to 100,000. */
    @WithDefault("10000")
    int maxRatePerSecond();

    /** How long a request waits for the database before it is answered with 503; 100 ms to 60 s. */
    @WithDefault("2s")
    Duration deadline();
  }
}
