package dev.tidewire.processing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How readings are taken from Kafka and stored; a key that is not among these fails the start. */
@ConfigMapping(prefix = "tidewire.processing")
public interface ProcessingConfig {
  /** Consumers in this process, 1 to 12; each has partitions of its own and keeps their order. */
  @WithDefault("2")
  int concurrency();

  /** Most rows of one insert statement, 1 to 100,000. Bounds memory and time of a statement. */
  @WithDefault("20000")
  int maxRows();

  /** Series whose ids are kept in memory, 1 or more; others are looked up again. */
  @WithDefault("50000")
  int seriesCacheSize();

  /** With unstored records and no poll taken for so long, the service calls itself dead. */
  @WithDefault("120s")
  Duration stuckAfter();

  /**
   * When told to end, for how long the service goes on with the polls it has in hand, up to 15 s.
   * It takes no others. What is not done by then is done by the next owner of its partitions.
   */
  @WithDefault("10s")
  Duration drainTimeout();

  /**
   * The identity of this replica among all, 1 to 200 letters, digits, dots, hyphens and
   * underscores; none by default. Choose one where a replica comes back under the same name, such
   * as the name of a pod of a StatefulSet: a restart within the consumers' session time-out then
   * moves no partition, to the replica and back. Leave it out where a replica's successor has
   * another name, as in a Deployment: partitions of a replica that has ended for good wait for the
   * session time-out, whereas without an identity it gives them up at once. A killed process gives
   * nothing up either way. Of two replicas with the same identity the first one ends.
   */
  Optional<String> instanceId();

  /** The time partitions of the table {@code reading}. */
  TimePartitions timePartitions();

  /** How the database is called, and what happens when it does not answer. */
  Store store();

  /** What an operator may do to dead letters. */
  DeadLetters deadLetters();

  /** The time partitions of the table {@code reading}. */
  interface TimePartitions {
    /** Length of new partitions, whole hours from one hour to 366 days. */
    @WithDefault("7d")
    Duration length();

    /** Partitions made ahead of now, 1 to 100, so that no reading waits for one. */
    @WithDefault("2")
    int ahead();
  }

  /** How the database is called, and what happens when it does not answer. */
  interface Store {
    /** An attempt that takes longer has failed; 500 ms or more. The server gives up before. */
    @WithDefault("5s")
    Duration timeout();

    /** With the breaker open, the pause before the database is tried again; 1 ms or more. */
    @WithDefault("2s")
    Duration breakerDelay();

    /** Upper bound of the first pause between attempts; it doubles from there, with full jitter. */
    @WithDefault("100ms")
    Duration backoffBase();

    /** Upper bound of every pause between attempts. */
    @WithDefault("10s")
    Duration backoffMax();
  }

  /** What an operator may do to dead letters. */
  interface DeadLetters {
    /** A letter whose attempts, redriven ones included, are so many is exhausted; 1 to 1000. */
    @WithDefault("5")
    int maxAttempts();

    /** Letters that a redrive or discard does in a second unless it says; 1 to the most. */
    @WithDefault("500")
    int ratePerSecond();

    /** Most letters a second that a request may ask for, 1 to 100,000. */
    @WithDefault("10000")
    int maxRatePerSecond();

    /** When a request without an answer of the database gets a 503, 100 ms to 60 s. */
    @WithDefault("2s")
    Duration deadline();
  }
}
