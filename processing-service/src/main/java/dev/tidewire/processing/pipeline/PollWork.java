package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.group.Leg;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * How a poll is worked on.
 *
 * @param legs the numbers of the legs that the poll is of, by partition
 * @param worker runs what is too long for an event loop
 * @param stored runs whenever a part of the poll has been stored, or some of its letters written
 */
record PollWork(Map<Integer, Long> legs, Executor worker, Runnable stored) {
  /** Those of the present legs that the poll is of. The others have begun since. */
  Map<Integer, Leg> of(Map<Integer, Leg> present) {
    Map<Integer, Leg> still = new HashMap<>(present);
    still
        .entrySet()
        .removeIf(one -> !Long.valueOf(one.getValue().number()).equals(legs.get(one.getKey())));
    return still;
  }
}
