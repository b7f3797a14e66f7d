package dev.tidewire.processing.topic;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Deletes topics and creates them again. */
public final class MadeAnew {
  private MadeAnew() {}

  /** With the default number of partitions. */
  public static void topic(Topics topic) throws Exception {
    topic(topic, Topics.PARTITIONS);
  }

  /** With this number of partitions. The broker may still be deleting the former one. */
  public static void topic(Topics topic, int partitions) throws Exception {
    NewTopic wanted =
        new NewTopic(topic.topicName(), partitions, (short) 1).configs(topic.settings());
    String servers = TestStack.shared().kafkaBootstrapServers();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.deleteTopics(List.of(topic.topicName())).all().get(10, SECONDS);
      await()
          .atMost(Duration.ofSeconds(10))
          .ignoreExceptions()
          .until(
              () -> {
                admin.createTopics(List.of(wanted)).all().get(10, SECONDS);
                return true;
              });
    }
  }
}
