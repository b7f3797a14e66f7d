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
      Map.of(
          "cleanup.policy", "delete",
          "retention.ms", "-1",
          // Above the readings' limit: a dead letter is the whole record plus headers.
          "max.message.bytes", "2097152",
          "compression.type", "producer"));

  /**
   * The default number of partitions of every topic. An operator may choose another one; the
   * services ask the broker. It is fixed for the life of a topic: a sensor's readings stay in order
   * only while its partition stays the same. Twelve divides evenly by 2, 3, 4, 6 and 12 replicas.
   */
  public static final int PARTITIONS = 12;

  private final String topicName;
  private final Map<String, String> settings;

  Topics(String topicName, Map<String, String> settings) {
    this.topicName = topicName;
    this.settings = settings;
  }

  /** The topic's name in Kafka. */
  public String topicName() {
    return topicName;
  }

  /** Topic-level broker settings, by their Kafka names. */
  public Map<String, String> settings() {
    return settings;
  }
}
