package dev.tidewire.contract.receipt;

import java.util.Comparator;

/** Where a record is on the readings topic. */
public record Place(int partition, long offset) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparingInt(Place::partition).thenComparingLong(Place::offset);

  /** A place that can exist. */
  public Place {
    if (partition < 0 || offset < 0) {
      throw new IllegalArgumentException("no place: " + partition + ", " + offset);
    }
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
