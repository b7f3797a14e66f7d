package dev.tidewire.ingest;

import static dev.tidewire.ingest.ReadingsClient.JSON;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.Topics;
import dev.tidewire.local.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The readings topic is deleted and created again with fewer partitions than before. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(FewerPartitionsIT.OfItsOwn.class)
class FewerPartitionsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String IN_DOUBT = "fewer partitions than before";
  private static final List<String> SENSORS =
      IntStream.range(0, 50).mapToObj(i -> "fewer-" + i).toList();

  @TestHTTPResource("/v1/readings")
  URI uri;

  /** No other test has a service that knows of two partitions. */
  public static class OfItsOwn implements QuarkusTestProfile {}

  @AfterEach
  void makeAnew() throws Exception {
    makeAnew(Topics.PARTITIONS);
  }

  @Test
  void readingsOfAllSensors_areAcceptedAgain() throws Exception {
    // Given
    ReadingsClient client = ReadingsClient.ready(uri);
    assertThat(send(client)).containsOnly(202);

    // When
    makeAnew(2);

    // Then: nothing goes to a partition that it may not belong to
    await()
        .atMost(PATIENCE)
        .until(
            () -> SENSORS.stream().anyMatch(name -> post(client, name).body().contains(IN_DOUBT)));

    // Then
    await().atMost(PATIENCE).until(() -> send(client).stream().allMatch(status -> status == 202));
    assertThat(client.ask("/q/health/ready").statusCode()).isEqualTo(200);
    try (TopicReader topic = new TopicReader()) {
      assertThat(send(client)).containsOnly(202);
      Map<String, Integer> found =
          topic.records().stream()
              .flatMap(
                  record ->
                      TopicReader.readings(record).stream()
                          .map(reading -> Map.entry(reading.series().sensor(), record.partition())))
              .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
      assertThat(found)
          .isEqualTo(SENSORS.stream().collect(toMap(name -> name, name -> Partitions.of(name, 2))));
    }
  }

  private static List<Integer> send(ReadingsClient client) {
    return SENSORS.stream()
        .map(name -> post(client, name))
        .map(answer -> answer.statusCode())
        .toList();
  }

  private static HttpResponse<String> post(ReadingsClient client, String sensor) {
    return client.post(JSON, "{\"sensor\":\"%s\",\"value\":1}".formatted(sensor));
  }

  /** The broker may still be deleting the former one. */
  private static void makeAnew(int partitions) throws Exception {
    String name = Topics.READINGS.topicName();
    NewTopic wanted = new NewTopic(name, partitions, (short) 1).configs(Topics.READINGS.settings());
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestStack.shared().kafkaBootstrapServers()))) {
      admin.deleteTopics(List.of(name)).all().get(10, SECONDS);
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(
              () -> {
                admin.createTopics(List.of(wanted)).all().get(10, SECONDS);
                return true;
              });
    }
  }
}
