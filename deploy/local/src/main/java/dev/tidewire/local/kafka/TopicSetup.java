package dev.tidewire.local.kafka;

import dev.tidewire.contract.Topics;
import java.util.Collection;
import java.util.HashMap;
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
    try (Admin admin = Admin.create(client(bootstrapServers, Map.of()))) {
      return topics.stream().allMatch(topic -> ensure(admin, topic));
    }
  }

  /** The same for a broker with users, whom it creates with what they may do. */
  static boolean ensure(
      String bootstrapServers, Collection<Topics> topics, KafkaSecurity security) {
    try (Admin admin = Admin.create(client(bootstrapServers, security.client()))) {
      return topics.stream().allMatch(topic -> ensure(admin, topic))
          && succeeds(
              "the users", () -> AccessSetup.ensure(admin, security.users(), KafkaGrant.all()));
    }
  }

  private static Map<String, Object> client(String bootstrapServers, Map<String, Object> security) {
    Map<String, Object> config = new HashMap<>(security);
    config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    return config;
  }

  private static boolean ensure(Admin admin, Topics topic) {
    NewTopic wanted =
        new NewTopic(topic.topicName(), topic.partitions(), (short) 1).configs(topic.settings());
    return succeeds(
        "the topic " + topic.topicName(), () -> admin.createTopics(List.of(wanted)).all().get());
  }

  private interface Question {
    void ask() throws ExecutionException, InterruptedException;
  }

  private static boolean succeeds(String what, Question question) {
    try {
      question.ask();
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
      throw new IllegalStateException("Kafka refuses " + what, e.getCause());
    }
  }
}
