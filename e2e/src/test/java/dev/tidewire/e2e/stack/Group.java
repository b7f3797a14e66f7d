package dev.tidewire.e2e.stack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.tidewire.local.TestStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;

/** The consumer group of processing, as the broker sees it. */
public final class Group {
  public static final String NAME = "tidewire-processing";

  /** Consumers of one process. */
  private static final int CONSUMERS = 2;

  private Group() {}

  /** Returns when the group has the consumers of so many processes, and no others. */
  public static void awaitProcesses(int processes, Duration patience) {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()))) {
      await().atMost(patience).until(() -> members(admin) == processes * CONSUMERS);
    }
  }

  /** Ends the membership of processes that have gone without giving it up, as static ones do. */
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

  private static int members(Admin admin) throws Exception {
    return admin
        .describeConsumerGroups(List.of(NAME))
        .all()
        .get(10, SECONDS)
        .get(NAME)
        .members()
        .size();
  }
}
