package dev.tidewire.query.progress;

import dev.tidewire.platform.broker.ReadingsBroker.Topic;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What the readings topic held at a time.
 *
 * @param ends by partition: every older record lies before them
 */
record Mark(Instant time, Topic topic, Map<Integer, Long> ends) {
  /** The partitions of which more is stored. */
  Set<Integer> beyond(Stored stored) {
    return stored.beyond(topic.id(), ends);
  }

  boolean isReached(Stored stored) {
    return stored.reaches(topic.id(), ends);
  }
}
