package dev.tidewire.contract;

import java.nio.charset.StandardCharsets;

/**
 * The partition of a sensor. Kafka's own producer chooses the same one for a record whose key is
 * the sensor's UTF-8 bytes, so the readings of other producers share our partitions and order. The
 * hash is MurmurHash2 with the seed of Kafka's clients (org.apache.kafka.common.utils.Utils).
 */
public final class Partitions {
  private static final int SEED = 0x9747b28c;
  private static final int MULTIPLIER = 0x5bd1e995;
  private static final int ROTATION = 24;

  private Partitions() {}

  /** The partition of {@code sensor} among {@code partitions}, from 0. */
  public static int of(String sensor, int partitions) {
    return of(hash(sensor), partitions);
  }

  /** The partition of a sensor with this hash. */
  public static int of(int hash, int partitions) {
    return hash % partitions;
  }

  /** What of a sensor tells its partition, whatever their number; not negative. */
  public static int hash(String sensor) {
    return murmur2(sensor.getBytes(StandardCharsets.UTF_8)) & 0x7fffffff;
  }

  private static int murmur2(byte[] data) {
    int hash = SEED ^ data.length;
    int blocks = data.length / 4;
    for (int i = 0; i < blocks; i++) {
      hash = hash * MULTIPLIER ^ mix(littleEndianInt(data, i * 4));
    }
    int tail = blocks * 4;
    switch (data.length - tail) {
      case 3:
        hash ^= (data[tail + 2] & 0xff) << 16;
      // fall through
      case 2:
        hash ^= (data[tail + 1] & 0xff) << 8;
      // fall through
      case 1:
        hash = (hash ^ (data[tail] & 0xff)) * MULTIPLIER;
      // fall through
      default:
    }
    hash = (hash ^ hash >>> 13) * MULTIPLIER;
    return hash ^ hash >>> 15;
  }

  private static int mix(int block) {
    int k = block * MULTIPLIER;
    return (k ^ k >>> ROTATION) * MULTIPLIER;
  }

  private static int littleEndianInt(byte[] data, int at) {
    return data[at] & 0xff
        | (data[at + 1] & 0xff) << 8
        | (data[at + 2] & 0xff) << 16
        | (data[at + 3] & 0xff) << 24;
  }
}
