package dev.tidewire.e2e.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.kafka.KafkaGrant;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The journey of readings on the stack of {@code up --secure}, and what happens without a right.
 */
class SecureIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration ALARM = Duration.ofSeconds(10);

  /** Long enough for a client to try again several times. */
  private static final Duration REPEATED = Duration.ofSeconds(3);

  private static SecureStack stack;
  private static Kafka kafka;

  @BeforeAll
  static void start() throws Exception {
    stack = new SecureStack();
    kafka = new Kafka(stack);
  }

  @AfterAll
  static void stop() throws Exception {
    kafka.close();
    stack.close();
  }

  @Test
  void readingsTravelOverTls_andALetterIsRedriven() throws Exception {
    // When
    assertThat(send("journey", 1.5, "kg")).isEqualTo(202);
    awaitStored("journey", "1.5");
    assertThat(send("journey", 20, "Cel")).isEqualTo(202);

    // Then
    await()
        .atMost(PATIENCE)
        .until(() -> stack.ask("processing", "/v1/dead-letters").body().contains("unit-conflict"));
    HttpResponse<String> redrive =
        stack.ask(
            "processing",
            "/v1/dead-letters/redrive",
            "{\"filter\":{\"sensor\":\"journey\"},\"who\":\"ada\",\"ratePerSecond\":10}");
    assertThat(redrive.statusCode()).as(redrive.body()).isEqualTo(202);
    String action = URI.create(redrive.headers().firstValue("Location").orElseThrow()).getPath();
    await()
        .atMost(PATIENCE)
        .until(() -> stack.ask("processing", action).body().contains("\"finished\""));
  }

  @Test
  void withoutTrustKeyOrTls_nobodyIsAnswered() throws Exception {
    for (String service : List.of("ingest", "processing", "query")) {
      HttpClient stranger = HttpClient.newHttpClient();

      assertThatThrownBy(() -> get(stranger, stack.uri("https", service, "/").toString()))
          .isInstanceOf(SSLHandshakeException.class);
      HttpResponse<String> plain = get(stranger, stack.uri("http", service, "/").toString());
      assertThat(plain.statusCode()).isEqualTo(400);
      assertThat(plain.body()).contains("https://");
    }
  }

  @Test
  void secretsAreForTheirOwnerAlone_andInNoLog() throws Exception {
    try (Stream<Path> files = Files.walk(stack.data().resolve("secrets"))) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
        for (String log : List.of("ingest", "processing", "query", "kafka", "postgres")) {
          assertThat(stack.log(log)).doesNotContain(Files.readString(file).strip());
        }
      }
    }
    for (String log : List.of("ingest", "processing", "query")) {
      assertThat(stack.log(log)).doesNotContain(stack.key());
    }
  }

  @Test
  void dataIsForItsOwnerAlone() throws Exception {
    for (String folder : List.of("kafka", "postgres", "tls", "secrets", "logs")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(stack.data().resolve(folder))))
          .as(folder)
          .isEqualTo("rwx------");
    }
  }

  @Test
  void aUserDoesInKafkaWhatItsServiceNeeds_andNothingElse() throws Exception {
    assertThatThrownBy(() -> kafka.end(KafkaGrant.INGEST, "wrong", Topics.READINGS))
        .hasRootCauseInstanceOf(SaslAuthenticationException.class);
    assertThatThrownBy(() -> kafka.end(KafkaGrant.INGEST, Topics.DEAD_LETTERS))
        .hasRootCauseInstanceOf(TopicAuthorizationException.class);
    assertThatThrownBy(() -> kafka.create(KafkaGrant.PROCESSING, "another"))
        .hasRootCauseInstanceOf(TopicAuthorizationException.class);
    assertThat(kafka.end(KafkaGrant.INGEST, Topics.READINGS)).isNotNegative();
  }

  @Test
  void ingestMayNotWrite_saysSoOnce_andGoesOnWhenItMay() throws Exception {
    // Given
    LogMark log = LogMark.now(stack, "ingest");

    // When
    kafka.revoke(KafkaGrant.INGEST, Topics.READINGS);

    // Then
    await().atMost(ALARM).until(() -> send("revoked", 1, "kg") == 503);
    await()
        .atMost(ALARM)
        .until(() -> log.linesOf("dev.tidewire").toString().contains("Not authorized"));
    await().during(REPEATED).atMost(ALARM).until(() -> send("revoked", 1, "kg") == 503);
    assertThat(log.linesOf("org.apache.kafka")).hasSizeLessThanOrEqualTo(2);

    // When
    kafka.grant(KafkaGrant.INGEST, Topics.READINGS);

    // Then
    await().atMost(PATIENCE).until(() -> send("granted", 2, "kg") == 202);
    awaitStored("granted", "2");
  }

  @Test
  void ingestMayNotUseItsTopicOfKeys_saysSo_andOnlyRequestsWithAKeyAreRefused() throws Exception {
    // Given
    String body = "{\"sensor\":\"once\",\"metric\":\"m\",\"value\":1,\"unit\":\"kg\"}";
    await().atMost(PATIENCE).until(() -> stack.sendOnce("k-1", body).statusCode() == 202);
    assertThat(stack.sendOnce("k-1", body).headers().firstValue("Idempotency-Replayed"))
        .contains("true");
    LogMark log = LogMark.now(stack, "ingest");

    // When
    kafka.revoke(KafkaGrant.INGEST, Topics.IDEMPOTENCY);

    // Then
    await().atMost(ALARM).until(() -> stack.sendOnce("k-2", body).statusCode() == 503);
    assertThat(send("without", 1, "kg")).isEqualTo(202);
    await()
        .atMost(ALARM)
        .until(() -> log.linesOf("dev.tidewire").toString().contains("describe, read and write"));

    // When
    kafka.grant(KafkaGrant.INGEST, Topics.IDEMPOTENCY);

    // Then
    await().atMost(PATIENCE).until(() -> stack.sendOnce("k-2", body).statusCode() == 202);
  }

  @Test
  void processingMayNotRead_saysSo_losesNothingAndGoesOnWhenItMay() throws Exception {
    // When
    kafka.revoke(KafkaGrant.PROCESSING, Topics.READINGS);
    assertThat(send("kept", 3, "kg")).isEqualTo(202);

    // Then
    await()
        .atMost(ALARM)
        .until(() -> stack.log("processing").contains("Not authorized to access topics"));

    // When
    kafka.grant(KafkaGrant.PROCESSING, Topics.READINGS);

    // Then
    awaitStored("kept", "3");
    assertThat(stack.ask("processing", "/v1/dead-letters?sensor=kept").body())
        .doesNotContain("kept");
  }

  /** Another server takes the place of the broker, with one certificate after the other. */
  @Test
  void aBrokerWithAWrongCertificate_isNamed_andNothingIsLost() throws Exception {
    // Given
    assertThat(send("proof", 4, "kg")).isEqualTo(202);

    // When
    try (BrokerProcess broker = stack.stopBroker()) {
      for (WrongCertificate wrong : WrongCertificate.values()) {
        List<LogMark> logs = marks();
        try (Impostor impostor = stack.impostor(wrong)) {

          // Then
          awaitTold(logs, wrong.words());
        }
      }
    }
    awaitWorking("proven", 5);
    awaitStored("proof", "4");
  }

  @Test
  void aPasswordThatChangesOnTheBroker_isNamed_andNothingIsLost() throws Exception {
    // Given
    assertThat(send("password", 6, "kg")).isEqualTo(202);
    List<LogMark> logs = marks();

    // When
    kafka.changePasswords();
    try (BrokerProcess broker = stack.stopBroker()) {
      broker.start();

      // Then
      awaitTold(logs, "invalid credentials");
    }
    awaitWorking("let-in", 7);
    awaitStored("password", "6");
  }

  private static List<LogMark> marks() throws Exception {
    return List.of(LogMark.now(stack, "ingest"), LogMark.now(stack, "processing"));
  }

  /** Each of them tells it itself; what Kafka's clients write is not meant for people. */
  private static void awaitTold(List<LogMark> logs, String words) {
    await()
        .atMost(ALARM)
        .untilAsserted(
            () -> {
              assertThat(send("refused", 1, "kg")).isEqualTo(503);
              assertThat(logs)
                  .allSatisfy(
                      log ->
                          assertThat(log.linesOf("dev.tidewire"))
                              .anySatisfy(line -> assertThat(line).contains(words)));
            });
  }

  private static void awaitWorking(String sensor, int value) {
    await().atMost(PATIENCE).until(() -> send(sensor, value, "kg") == 202);
    awaitStored(sensor, Integer.toString(value));
  }

  private static int send(String sensor, double value, String unit) throws Exception {
    return stack
        .ask(
            "ingest",
            "/v1/readings",
            "{\"sensor\":\"%s\",\"metric\":\"m\",\"value\":%s,\"unit\":\"%s\"}"
                .formatted(sensor, value, unit))
        .statusCode();
  }

  private static void awaitStored(String sensor, String value) {
    await()
        .atMost(PATIENCE)
        .until(() -> stack.ask("query", "/v1/latest?sensor=" + sensor).body().contains(value));
  }

  private static HttpResponse<String> get(HttpClient client, String uri) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(uri)).timeout(ALARM).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
