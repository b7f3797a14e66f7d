package dev.tidewire.processing.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ExistingPartitionsTest {
  private static final String TOPIC = "readings";
  private static final int GENERATION = 3;

  private final ExistingPartitions assignor = new ExistingPartitions();

  @Test
  void partitionsThatAreGone_keepNoOtherFromBeingAssigned() {
    // Given: one member has those that are there, the other those that are gone
    Map<String, Subscription> members =
        Map.of("one", member(IntStream.range(0, 6)), "other", member(IntStream.range(6, 12)));

    // When
    Map<String, Assignment> first = assign(6, members);
    Map<String, Assignment> second =
        assign(6, Map.of("one", after(first, "one"), "other", after(first, "other")));

    // Then: one gives some up first
    assertThat(all(first)).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(all(second)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
    assertThat(second.get("other").partitions()).hasSize(3);
  }

  @Test
  void membersWithTheOriginal_areInTheSameGroup() {
    CooperativeStickyAssignor original = new CooperativeStickyAssignor();
    assertThat(assignor.name()).isEqualTo(original.name());
    assertThat(assignor.supportedProtocols()).isEqualTo(original.supportedProtocols());
  }

  private Map<String, Assignment> assign(int partitions, Map<String, Subscription> members) {
    List<PartitionInfo> infos =
        IntStream.range(0, partitions)
            .mapToObj(one -> new PartitionInfo(TOPIC, one, Node.noNode(), new Node[0], new Node[0]))
            .toList();
    return assignor
        .assign(
            new Cluster("cluster", List.of(), infos, Set.of(), Set.of()),
            new GroupSubscription(members))
        .groupAssignment();
  }

  private static Subscription member(IntStream owned) {
    return member(owned.mapToObj(one -> new TopicPartition(TOPIC, one)).toList());
  }

  private static Subscription after(Map<String, Assignment> assigned, String member) {
    return member(assigned.get(member).partitions());
  }

  private static Subscription member(List<TopicPartition> owned) {
    return new Subscription(List.of(TOPIC), null, owned, GENERATION, Optional.empty());
  }

  private static List<Integer> all(Map<String, Assignment> assigned) {
    return assigned.values().stream()
        .map(Assignment::partitions)
        .flatMap(Collection::stream)
        .map(TopicPartition::partition)
        .toList();
  }
}
