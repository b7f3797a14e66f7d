package dev.tidewire.local.kafka;

import dev.tidewire.contract.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the contract where they are missing. */
public final class TopicSetup {
  private static final int TIMEOUT_MS = 5000;

  private TopicSetup() {}

  /** Creates the topics; returns false while the broker is not ready for that. */
  public static boolean ensure(String bootstrapServers, Collection<Topics> topics) {
    Map<String, Object> config =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    try (Admin admin = Admin.create(config)) {
      return topics.stream().allMatch(topic -> ensure(admin, topic));
    }
  }

  private static boolean ensure(Admin admin, Topics topic) {
    NewTopic wanted =
        new NewTopic(topic.topicName(), Topics.PARTITIONS, (short) 1).configs(topic.settings());
    try {
      admin.createTopics(List.of(wanted)).all().get();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return true;
      }
      if (e.getCause() instanceof RetriableException) {
        return false;
      }
      throw new IllegalStateException("Kafka refuses the topic " + topic.topicName(), e.getCause());
    }
  }
}
