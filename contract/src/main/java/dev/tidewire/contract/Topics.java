package dev.tidewire.contract;

import java.util.Map;

/** The Kafka topics and the settings they are created with. */
public enum Topics {
  /**
   * Readings on their way to the database, one {@link ReadingBatch} a record. Kept for seven days,
   * the longest database outage that loses nothing.
   */
  READINGS(
      "tidewire.readings.v1",
      Topics.PARTITIONS,
      Map.of(
          "cleanup.policy", "delete",
          "retention.ms", "604800000",
          "max.message.bytes", "1048588",
          // Makes the size limit apply to uncompressed records: a compressed record could otherwise
          // unpack to more than a consumer's heap.
          "compression.type", "uncompressed")),

  /** Readings and undecodable records that can never be stored, kept until an operator decides. */
  DEAD_LETTERS(
      "tidewire.dead-letters.v1",
      Topics.PARTITIONS,
      Map.of(
          "cleanup.policy", "delete",
          "retention.ms", "-1",
          // Above the readings' limit: a dead letter is the whole record plus headers.
          "max.message.bytes", "2097152",
          "compression.type", "producer")),

  /**
   * Who did what: one JSON object a record, as docs/audit.md describes it, in the order in which
   * the broker has taken them. Kept for ninety days.
   */
  AUDIT(
      "tidewire.audit.v1",
      1,
      Map.of(
          "cleanup.policy", "delete",
          "retention.ms", "7776000000",
          "max.message.bytes", "131072",
          "compression.type", "producer",
          // The broker's time: no service whose clock is wrong can hide a record.
          "message.timestamp.type", "LogAppendTime")),

  /**
   * Which requests with an {@code Idempotency-Key} were carried out, and their answers, in the one
   * order in which all replicas of ingest read them. Kept for a day, and at most 512 MiB. Not
   * compacted: the first claim of a key counts, and compaction keeps the last.
   */
  IDEMPOTENCY(
      "tidewire.idempotency.v1",
      1,
      Map.of(
          "cleanup.policy", "delete",
          "retention.ms", "86400000",
          "retention.bytes", "536870912",
          // Only whole segments are deleted.
          "segment.ms", "3600000",
          "segment.bytes", "67108864",
          "max.message.bytes", "131072",
          "compression.type", "producer",
          // Whether a claim has ended is told by one clock, that of the broker.
          "message.timestamp.type", "LogAppendTime"));

  /**
   * The default number of partitions of the topics of readings and dead letters. An operator may
   * choose another one; the services ask the broker. It is fixed for the life of a topic: a
   * sensor's readings stay in order only while its partition stays the same. Twelve divides evenly
   * by 2, 3, 4, 6 and 12 replicas.
   */
  public static final int PARTITIONS = 12;

  private final String topicName;
  private final int partitions;
  private final Map<String, String> settings;

  Topics(String topicName, int partitions, Map<String, String> settings) {
    this.topicName = topicName;
    this.partitions = partitions;
    this.settings = settings;
  }

  /** The topic's name in Kafka. */
  public String topicName() {
    return topicName;
  }

  /** How many partitions it is created with. */
  public int partitions() {
    return partitions;
  }

  /** Topic-level broker settings, by their Kafka names. */
  public Map<String, String> settings() {
    return settings;
  }
}
