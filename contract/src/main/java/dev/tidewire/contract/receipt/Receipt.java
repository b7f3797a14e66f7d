package dev.tidewire.contract.receipt;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The records that hold the readings of one request. It names no sensor and holds no reading.
 *
 * @param topic the short form of the topic's id: a topic that is created again has another
 * @param sentMillis the earliest time of the records, in milliseconds since 1970. It tells dead
 *     letters of these records from those of another topic at the same places
 * @param places of the records, each once, ascending
 */
public record Receipt(long topic, long sentMillis, List<Place> places) {
  /** The most records that a receipt can have. */
  public static final int MOST_PLACES = 200;

  /** Sorts the places. */
  public Receipt {
    places = places.stream().distinct().sorted().toList();
    if (sentMillis < 0 || !fits(places)) {
      throw new IllegalArgumentException("no receipt");
    }
  }

  /** Whether there can be a receipt of so many records. */
  public static boolean fits(Collection<Place> places) {
    return !places.isEmpty() && places.size() <= MOST_PLACES;
  }

  /** The short form of a topic's id. */
  public static long topic(UUID id) {
    return id.getMostSignificantBits() ^ id.getLeastSignificantBits();
  }

  /** Whether it is of the topic with this id. */
  public boolean isOf(UUID id) {
    return topic == topic(id);
  }

  /** The last offset of each partition. */
  public Map<Integer, Long> ends() {
    Map<Integer, Long> ends = new TreeMap<>();
    places.forEach(place -> ends.put(place.partition(), place.offset()));
    return ends;
  }
}
