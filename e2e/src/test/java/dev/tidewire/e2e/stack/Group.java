package dev.tidewire.e2e.stack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/** The consumer group of processing, as the broker sees it. */
public final class Group {
  public static final String NAME = "tidewire-processing";

  /** The group that mirrors the dead letters. */
  private static final String MIRROR = "tidewire-dead-letters";

  /** Consumers of one process. */
  public static final int CONSUMERS = 2;

  /** The session of a killed member expires after ten seconds. */
  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(30);

  private Group() {}

  /** Returns when the group has the consumers of exactly so many processes. */
  public static void awaitProcesses(int processes, Duration patience) {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()))) {
      await()
          .atMost(patience)
          .until(() -> describe(admin).members().size() == processes * CONSUMERS);
    }
  }

  /** Returns when a rebalance with so many members waits for some of them to join. */
  public static void awaitJoining(int members, Duration patience) {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()))) {
      await()
          .atMost(patience)
          .until(
              () -> {
                ConsumerGroupDescription group = describe(admin);
                return group.groupState() == GroupState.PREPARING_REBALANCE
                    && group.members().size() == members;
              });
    }
  }

  /** Removes static members, which stay in the group when their process ends. */
  public static void remove(String group, String... instanceIds) {
    List<MemberToRemove> members = Stream.of(instanceIds).map(MemberToRemove::new).toList();
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()))) {
      admin
          .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions(members))
          .all()
          .get(10, SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("cannot remove members", e);
    }
  }

  /** Sets the mirror of the dead letters, when no process runs any more, to its first record. */
  public static void setMirrorBack() throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()))) {
      awaitProcesses(0, SESSION_TIMEOUT);
      admin.alterConsumerGroupOffsets(MIRROR, beginning()).all().get(10, SECONDS);
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> beginning() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
      offsets.put(
          new TopicPartition(Topics.DEAD_LETTERS.topicName(), partition), new OffsetAndMetadata(0));
    }
    return offsets;
  }

  private static ConsumerGroupDescription describe(Admin admin) throws Exception {
    return admin.describeConsumerGroups(List.of(NAME)).all().get(10, SECONDS).get(NAME);
  }
}
