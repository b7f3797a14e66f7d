package dev.tidewire.e2e.compose;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidewire.contract.Topics;
import dev.tidewire.e2e.stack.Http;
import dev.tidewire.e2e.stack.Tidewire;
import dev.tidewire.local.machine.Ports;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The compose file works from nothing: topics, migration and the path of a reading. */
class ComposeIT {
  private static final Path FILE = Path.of("../deploy/compose/compose.yaml");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @BeforeEach
  void onlyWhereImagesAreUnderTest() {
    assumeTrue(Tidewire.fromImages(), "only -Dtidewire.services=images tests images");
  }

  @Test
  void composeFile_startsFromNothingAndCarriesAReading() throws Exception {
    // Given
    Map<String, String> variables = new HashMap<>();
    variables.put("TIDEWIRE_DATABASE_PASSWORD", "chosen for this test");
    variables.put("TIDEWIRE_VERSION", System.getProperty("tidewire.version"));
    for (String name : new String[] {"INGEST", "PROCESSING", "QUERY", "KAFKA", "POSTGRES"}) {
      variables.put("TIDEWIRE_" + name + "_PORT", Integer.toString(Ports.free()));
      variables.put("TIDEWIRE_" + name + "_MANAGEMENT_PORT", Integer.toString(Ports.free()));
    }
    ComposeFile file = ComposeFile.read(FILE, variables);
    try (ComposeStack stack = new ComposeStack()) {

      // When
      stack.start(file);

      // Then
      assertThat(partitions("127.0.0.1:" + variables.get("TIDEWIRE_KAFKA_PORT")))
          .isEqualTo(Arrays.stream(Topics.values()).mapToInt(Topics::partitions).sum());
      Http ingest = http(file, "ingest");
      Http query = http(file, "query");
      byte[] reading = "{\"sensor\":\"s\",\"value\":1}".getBytes(StandardCharsets.UTF_8);
      assertThat(ingest.post("/v1/readings", reading, "Content-Type", "application/json").status())
          .isEqualTo(202);
      await().atMost(PATIENCE).until(() -> query.get("/v1/latest?sensor=s").status() == 200);
    }
  }

  private static Http http(ComposeFile file, String service) {
    return new Http(URI.create("http://127.0.0.1:" + file.service(service).ports().get(0).host()));
  }

  private static int partitions(String bootstrapServers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      return admin
          .describeTopics(Arrays.stream(Topics.values()).map(Topics::topicName).toList())
          .allTopicNames()
          .get(30, SECONDS)
          .values()
          .stream()
          .mapToInt(topic -> topic.partitions().size())
          .sum();
    }
  }
}
