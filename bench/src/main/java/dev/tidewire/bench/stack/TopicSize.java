package dev.tidewire.bench.stack;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ReplicaInfo;

/** What a topic takes up on the disks of its brokers. */
public final class TopicSize {
  private static final int BROKER = 1;
  private static final long TIMEOUT_SECONDS = 30;

  private TopicSize() {}

  /** The bytes of all partitions of the topic on the stack's one broker. */
  public static long bytes(String bootstrapServers, String topic)
      throws IOException, InterruptedException {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      return admin
          .describeLogDirs(List.of(BROKER))
          .allDescriptions()
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
          .values()
          .stream()
          .flatMap(broker -> broker.values().stream())
          .flatMap(folder -> folder.replicaInfos().entrySet().stream())
          .filter(replica -> replica.getKey().topic().equals(topic))
          .map(Map.Entry::getValue)
          .mapToLong(ReplicaInfo::size)
          .sum();
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the broker does not tell the size of " + topic, e);
    }
  }
}
