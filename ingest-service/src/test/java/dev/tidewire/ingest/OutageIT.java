package dev.tidewire.ingest;

import static dev.tidewire.ingest.ReadingsClient.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.local.TestStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** During a broker outage senders get an error in time; afterwards everything works as before. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class OutageIT {
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);
  private static final Duration RECOVERED_WITHIN = Duration.ofSeconds(10);

  @TestHTTPResource("/v1/readings")
  URI uri;

  @Test
  void saysSoWithinFiveSecondsAndAcceptsAgainAfterwards() {
    // Given
    ReadingsClient client = new ReadingsClient(uri);
    await().until(() -> send(client, "before") == 202);
    try (TopicReader topic = new TopicReader()) {
      TestStack.shared().stopKafka();
      try {
        // When
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
          answers.add(client.postLater("", JSON, body("during-" + i)));
        }

        // Then
        assertThat(answers)
            .allSatisfy(
                answer -> {
                  assertThat(answer).succeedsWithin(ANSWERED_WITHIN);
                  assertThat(answer.join().statusCode()).isEqualTo(503);
                  assertThat(answer.join().headers().firstValue("Retry-After")).isPresent();
                  assertThat(answer.join().body()).contains("kafka-unavailable", "does no harm");
                });
        await().until(() -> client.ask("/q/health/ready").statusCode() == 503);
        assertThat(client.ask("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(client.send(HttpRequest.newBuilder(uri.resolve("/health"))).statusCode())
            .as("what clients of InfluxDB are told")
            .isEqualTo(503);
        assertThat(client.postLater("", JSON, body("refused")))
            .as("a request that cannot succeed is refused without waiting")
            .succeedsWithin(Duration.ofSeconds(1));
      } finally {
        TestStack.shared().startKafka();
      }
      await().atMost(RECOVERED_WITHIN).until(() -> send(client, "after") == 202);
      assertThat(client.ask("/q/health/ready").statusCode()).isEqualTo(200);
      assertThat(topic.readings())
          .extracting(reading -> reading.series().sensor())
          .contains("after")
          .doesNotContain("refused");
    }
  }

  private static int send(ReadingsClient client, String sensor) {
    return client.post("", JSON, body(sensor)).statusCode();
  }

  private static byte[] body(String sensor) {
    return "{\"sensor\":\"%s\",\"value\":1}".formatted(sensor).getBytes(StandardCharsets.UTF_8);
  }
}
