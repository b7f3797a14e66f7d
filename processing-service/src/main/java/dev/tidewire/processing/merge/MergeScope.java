package dev.tidewire.processing.merge;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.group.Consumers;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Which homes this process merges: those whose partition it consumes. That only spreads the work.
 * Two processes that think they have the same home exclude each other by its lock.
 */
@ApplicationScoped
public class MergeScope {
  private final Consumers consumers;
  private volatile int partitions;

  MergeScope(@Identifier("tidewire") Consumers consumers) {
    this.consumers = consumers;
  }

  /** The readings topic has so many partitions. */
  public void partitions(int number) {
    partitions = number;
  }

  /** How many partitions the readings topic has; 0 until the broker has reported it. */
  int partitions() {
    return partitions;
  }

  /** The partitions that this process consumes. */
  Set<Integer> owned() {
    return consumers.partitions(Topics.READINGS.topicName());
  }
}
