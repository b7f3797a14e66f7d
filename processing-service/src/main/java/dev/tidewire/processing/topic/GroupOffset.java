package dev.tidewire.processing.topic;

import java.util.UUID;

/**
 * What a group has committed of a partition.
 *
 * @param topic the id of the topic that it is of; empty if an operator has set it, or a version
 *     that wrote none
 */
public record GroupOffset(long offset, String topic) {
  /** Whether it is known to be of another topic than the one with this id. */
  public boolean isOfAnother(UUID id) {
    return !topic.isEmpty() && !topic.equals(id.toString());
  }
}
