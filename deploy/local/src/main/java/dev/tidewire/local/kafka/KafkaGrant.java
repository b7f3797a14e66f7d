package dev.tidewire.local.kafka;

import dev.tidewire.contract.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a service may do in Kafka: the one list that the access rules of every deployment follow.
 * Nobody else may do anything; topics are made by the administrator.
 *
 * @param user the service's user
 * @param kind what {@code name} is the name of
 */
public record KafkaGrant(String user, Kind kind, String name, Set<Operation> operations) {
  /** The user of ingest. */
  public static final String INGEST = "tidewire-ingest";

  /** The user of processing. */
  public static final String PROCESSING = "tidewire-processing";

  /** The user of query. */
  public static final String QUERY = "tidewire-query";

  public KafkaGrant {
    operations = Set.copyOf(operations);
  }

  /** What something is, in Kafka's words. */
  public enum Kind {
    TOPIC,
    GROUP
  }

  /** What may be done, in Kafka's words. */
  public enum Operation {
    DESCRIBE,
    READ,
    WRITE
  }

  /** All grants. */
  public static List<KafkaGrant> all() {
    return List.of(
        topic(INGEST, Topics.READINGS.topicName(), Operation.WRITE),
        topic(INGEST, Topics.AUDIT.topicName(), Operation.WRITE),
        // Each replica reads what all have written of keys.
        topic(INGEST, Topics.IDEMPOTENCY.topicName(), Operation.READ, Operation.WRITE),
        // What it has committed is stored.
        new KafkaGrant(INGEST, Kind.GROUP, "tidewire-processing", described()),
        // A redrive publishes dead letters again.
        topic(PROCESSING, Topics.READINGS.topicName(), Operation.READ, Operation.WRITE),
        topic(PROCESSING, Topics.DEAD_LETTERS.topicName(), Operation.READ, Operation.WRITE),
        topic(PROCESSING, Topics.AUDIT.topicName(), Operation.READ, Operation.WRITE),
        group(PROCESSING, "tidewire-processing"),
        group(PROCESSING, "tidewire-dead-letters"),
        topic(QUERY, Topics.AUDIT.topicName(), Operation.WRITE),
        // How far it goes, of which the database says how far it is stored.
        topic(QUERY, Topics.READINGS.topicName()));
  }

  private static KafkaGrant topic(String user, String name, Operation... operations) {
    return new KafkaGrant(user, Kind.TOPIC, name, described(operations));
  }

  private static KafkaGrant group(String user, String name) {
    return new KafkaGrant(user, Kind.GROUP, name, described(Operation.READ));
  }

  private static Set<Operation> described(Operation... operations) {
    Set<Operation> all = new HashSet<>(Set.of(operations));
    all.add(Operation.DESCRIBE);
    return all;
  }
}
