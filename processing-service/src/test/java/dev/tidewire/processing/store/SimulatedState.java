package dev.tidewire.processing.store;

import dev.tidewire.processing.chunk.SimulatedTables;
import dev.tidewire.processing.series.SimulatedSeries;
import dev.tidewire.processing.watermark.Truncation;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * All tables as they are at one moment.
 *
 * @param storedTo the offset up to which records were stored, which no table tells
 */
public record SimulatedState(
    SimulatedSeries series,
    Map<Place, Long> watermarks,
    Map<Place, Truncation> truncated,
    Map<Place, Long> storedTo,
    SimulatedTables tables) {
  /** A partition of a topic. */
  public record Place(UUID topicId, int partition) {}

  /** The same rows. */
  public SimulatedState copy() {
    return new SimulatedState(
        series.copy(),
        new HashMap<>(watermarks),
        new HashMap<>(truncated),
        new HashMap<>(storedTo),
        tables.copy());
  }

  boolean isAt(Place place, long offset) {
    return watermarks.getOrDefault(place, -1L) == offset && !truncated.containsKey(place);
  }
}
