package dev.tidewire.processing.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import dev.tidewire.processing.Database;
import dev.tidewire.processing.RealStack;
import dev.tidewire.processing.http.Operator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

/** The dead-letter topic was deleted and created again while processing was stopped. */
@QuarkusTest
@QuarkusTestResource(RealStack.class)
@TestProfile(FormerLettersIT.Late.class)
class FormerLettersIT {
  @Test
  void lettersBeforeTheOffsetOfTheFormerTopic_areMirrored() throws Exception {
    // Then
    await()
        .atMost(Operator.PATIENCE)
        .untilAsserted(() -> assertThat(mirrored()).isEqualTo(FormerLetters.LETTERS));
    await()
        .atMost(Operator.PATIENCE)
        .untilAsserted(() -> assertThat(metadata()).isEqualTo(topicId()));
  }

  private static String topicId() throws Exception {
    try (Admin admin = admin()) {
      String topic = Topics.DEAD_LETTERS.topicName();
      Uuid id = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).topicId();
      return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits()).toString();
    }
  }

  private static long mirrored() throws Exception {
    return Database.count(
        "dead_letter WHERE key_bytes = '\\x%s'"
            .formatted(HexFormat.of().formatHex(FormerLetters.mark().getBytes(UTF_8))));
  }

  private static String metadata() throws Exception {
    try (Admin admin = admin()) {
      return admin
          .listConsumerGroupOffsets("tidewire-dead-letters")
          .partitionsToOffsetAndMetadata()
          .get()
          .get(new TopicPartition(Topics.DEAD_LETTERS.topicName(), 7))
          .metadata();
    }
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()));
  }

  /** A service of its own, which starts afterwards. */
  public static final class Late implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(FormerLetters.class));
    }
  }
}
