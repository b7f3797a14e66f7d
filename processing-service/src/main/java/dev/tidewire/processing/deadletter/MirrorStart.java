package dev.tidewire.processing.deadletter;

import dev.tidewire.processing.group.Leg;
import dev.tidewire.processing.topic.Bounds;
import dev.tidewire.processing.topic.GroupOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the mirror goes on in a partition. A letter is known by its offset and its time, so reading
 * from the start never lists one twice, and leaves out none that was written where others are lost.
 */
record MirrorStart(Cause cause, long offset) {
  /** Why there. */
  enum Cause {
    /** The group has got so far. */
    CONTINUES,
    /** The group, or the consumer, has been in another topic. */
    NEW_TOPIC,
    /** The group, or the consumer, has been beyond the end of this one. */
    LOST_END
  }

  /**
   * The start after a leg that is not placed on this topic.
   *
   * @param id of the topic
   * @param bounds of the partition
   * @param committed by the group, if it has committed anything
   */
  static MirrorStart after(Leg leg, UUID id, Bounds bounds, @Nullable GroupOffset committed) {
    if (leg.isPlaced() || (committed != null && committed.isOfAnother(id))) {
      return new MirrorStart(Cause.NEW_TOPIC, bounds.first());
    }
    if (leg.hasGoneBack() || (committed != null && committed.offset() > bounds.end())) {
      return new MirrorStart(Cause.LOST_END, bounds.first());
    }
    return new MirrorStart(
        Cause.CONTINUES,
        committed == null ? bounds.first() : Math.max(bounds.first(), committed.offset()));
  }
}
