package dev.tidewire.processing.topic;

import dev.tidewire.contract.Topics;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Set;

/** One attempt of each question to the broker. It fails at a time-out. */
interface BrokerCalls {
  /** The topic as it is now. */
  Uni<TopicNow> describe(Topics topic);

  /** The bounds of these partitions. Fails when one of them does not exist. */
  Uni<Map<Integer, Bounds>> bounds(Topics topic, Set<Integer> partitions);

  /** What the group has committed of the topic, by partition; without those it has not. */
  Uni<Map<Integer, GroupOffset>> committed(String group, Topics topic);
}
