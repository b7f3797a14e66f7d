package dev.tidewire.processing.simulation;

import dev.tidewire.processing.simulation.Topic.Sent;
import java.nio.ByteBuffer;
import java.util.List;

/** A record; garbage has no readings, and its value is not a batch. Equal only to itself. */
public final class Entry {
  private final int partition;
  private final long offset;
  private final long timestampMillis;
  private final byte[] value;
  private final List<Sent> readings;
  private boolean taken;

  Entry(int partition, long offset, long timestampMillis, byte[] value, List<Sent> readings) {
    this.partition = partition;
    this.offset = offset;
    this.timestampMillis = timestampMillis;
    this.value = value;
    this.readings = readings;
  }

  /** The bytes of garbage with this number; no batch begins with them. */
  static byte[] garbage(long number) {
    return ByteBuffer.allocate(9).put((byte) -1).putLong(number).array();
  }

  /** The number of the garbage in these bytes. */
  public static double garbageNumber(byte[] value) {
    return ByteBuffer.wrap(value).getLong(1);
  }

  public int partition() {
    return partition;
  }

  public long offset() {
    return offset;
  }

  public long timestampMillis() {
    return timestampMillis;
  }

  public byte[] value() {
    return value;
  }

  public List<Sent> readings() {
    return readings;
  }

  public boolean isGarbage() {
    return readings.isEmpty();
  }

  /** The readings that can never be stored. */
  public List<Sent> poison() {
    return readings.stream().filter(Sent::isPoison).toList();
  }

  /** A consumer has it: it may be stored even when the topic loses it. */
  public void take() {
    taken = true;
  }

  boolean isTaken() {
    return taken;
  }

  @Override
  public String toString() {
    return "%d@%d %s".formatted(partition, offset, readings);
  }
}
