package dev.tidewire.query;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.local.fault.FaultProxy;
import dev.tidewire.platform.http.Management;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pool's connections lead nowhere any more, but new ones would. */
@QuarkusTest
@WithTestResource(RealPostgres.class)
class DeadConnectionsIT {
  private static final Duration PROMISED = Duration.ofSeconds(30);

  /** Of the pool. */
  private static final int CONNECTIONS = 8;

  private final HttpClient client = HttpClient.newHttpClient();

  @TestHTTPResource("/v1/sensors")
  URI sensors;

  @SuppressWarnings("NullAway.Init") // Injected by the test resource.
  FaultProxy network;

  @AfterEach
  void heal() {
    // Connections that stay dead would delay the end of the service by its shutdown time-out.
    network.cut();
    network.heal();
  }

  @Test
  void connectionsThatAnswerNoMore_areReplaced() {
    // Given
    await()
        .atMost(PROMISED)
        .until(() -> allAnswered(CONNECTIONS) && network.connections() == CONNECTIONS);

    // When
    network.blackholeExisting();
    assertThat(allAnswered(CONNECTIONS)).isFalse();

    // Then
    await().atMost(PROMISED).until(() -> allAnswered(2 * CONNECTIONS));
    assertThat(get(Management.uri("/q/metrics")).asString())
        .containsPattern("tidewire_database_connections_ended_total\\{reason=\"silent\"} [1-9]");
  }

  @Test
  void serverThatSaysNothing_isAskedAgainWhenItAnswers() {
    // Given
    network.blackholeAll();
    assertThat(allAnswered(2 * CONNECTIONS)).isFalse();
    assertThat(allAnswered(2 * CONNECTIONS)).isFalse();

    // When
    network.heal();

    // Then
    await().atMost(PROMISED).until(() -> allAnswered(2 * CONNECTIONS));
  }

  /** Asks so often at once, and tells whether each question was answered. */
  private boolean allAnswered(int questions) {
    List<CompletableFuture<HttpResponse<Void>>> answers =
        Stream.generate(this::ask).limit(questions).toList();
    return answers.stream().allMatch(answer -> answer.join().statusCode() == 200);
  }

  private CompletableFuture<HttpResponse<Void>> ask() {
    return client.sendAsync(
        HttpRequest.newBuilder(sensors).version(HttpClient.Version.HTTP_1_1).build(),
        BodyHandlers.discarding());
  }
}
