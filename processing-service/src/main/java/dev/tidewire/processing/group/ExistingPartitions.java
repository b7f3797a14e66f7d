package dev.tidewire.processing.group;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka's cooperative assignor, for topics that were created again with fewer partitions. The
 * original counts partitions that members own and that are gone, finds no member for others that
 * are there, and fails: the group would rebalance forever. It keeps the name, so members of earlier
 * releases are in one group with those that have it.
 */
public final class ExistingPartitions extends CooperativeStickyAssignor {
  @Override
  public GroupAssignment assign(Cluster cluster, GroupSubscription group) {
    Map<String, Subscription> existing = new HashMap<>();
    group
        .groupSubscription()
        .forEach((member, subscription) -> existing.put(member, existing(cluster, subscription)));
    return super.assign(cluster, new GroupSubscription(existing));
  }

  private static Subscription existing(Cluster cluster, Subscription member) {
    List<TopicPartition> owned =
        member.ownedPartitions().stream().filter(one -> cluster.partition(one) != null).toList();
    Subscription existing =
        new Subscription(
            member.topics(),
            member.userData(),
            owned,
            member.generationId().orElse(DEFAULT_GENERATION),
            member.rackId());
    existing.setGroupInstanceId(member.groupInstanceId());
    return existing;
  }
}
