package dev.tidewire.processing.store;

import dev.tidewire.processing.store.SimulatedState.Place;
import java.util.UUID;

/** What operators and mistakes do to the table {@code watermark}. */
public record SimulatedWatermarks(SimulatedDatabase database) {
  /** The watermark of a partition, or -1. */
  public long of(UUID topicId, int partition) {
    return database.state().watermarks().getOrDefault(new Place(topicId, partition), -1L);
  }

  /** Moves the watermark as no consumer does. */
  public void moveBeyond(UUID topicId, int partition, long next) {
    SimulatedState after = database.state().copy();
    after.watermarks().put(new Place(topicId, partition), next);
    database.commit(after, true);
  }

  /** An operator sets the watermark, and takes the mark off. */
  public void correct(UUID topicId, int partition, long next) {
    SimulatedState after = database.state().copy();
    Place place = new Place(topicId, partition);
    after.truncated().remove(place);
    after.watermarks().put(place, next);
    after.storedTo().put(place, next);
    database.commit(after, true);
    database.forgetOlder();
  }
}
