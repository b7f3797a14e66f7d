package dev.tidewire.e2e.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Backlog;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Who sends readings can know when they are stored, and who reads them until when they are all
 * there.
 */
@ExtendWith(Calm.class)
class ReceiptIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Beyond the time that a request asks to wait. */
  private static final Duration BOUND = Duration.ofSeconds(1);

  private final Service ingest = Tidewire.shared().ingest();
  private final Service processing = Tidewire.shared().processing();
  private final Service query = Tidewire.shared().query();
  private final String sensor = "receipt-" + UUID.randomUUID();

  @BeforeEach
  void settle() {
    Backlog.awaitNone(PATIENCE);
  }

  @AfterEach
  void thaw() {
    processing.thaw();
  }

  @Test
  void whileProcessingStandsStill_nothingIsSaidToBeStored_andThenAllIs() {
    // Given
    post(1, "m", "Prefer", "wait=20");
    processing.freeze();

    // When
    Answer accepted = post(2, "m", "Prefer", "wait=2");
    Instant sent = Instant.now();

    // Then
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.header("Preference-Applied")).isEmpty();
    assertThat(accepted.took()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(2).plus(BOUND));
    String token = accepted.header("Tidewire-Token").orElseThrow();
    assertThat(receipt(token).body())
        .startsWith("{\"status\":\"waiting\",\"records\":1,\"stored\":0");
    Answer early = latest("Tidewire-After", token, "Prefer", "wait=1");
    assertThat(early.status()).isEqualTo(503);
    assertThat(early.body()).contains("not-stored-yet");
    assertThat(early.took()).isLessThan(Duration.ofSeconds(1).plus(BOUND));
    Answer provisional = latest();
    assertThat(provisional.body()).contains("\"value\":1");
    provisional
        .header("Tidewire-Complete-Until")
        .ifPresent(until -> assertThat(Instant.parse(until)).isBefore(sent));

    // When
    processing.thaw();
    Answer after = latest("Tidewire-After", token, "Prefer", "wait=30");

    // Then
    assertThat(after.status()).isEqualTo(200);
    assertThat(after.body()).contains("\"value\":2");
    assertThat(receipt(token).body())
        .isEqualTo(
            "{\"status\":\"stored\",\"records\":1,\"stored\":1,"
                + "\"deadLetters\":{\"open\":0,\"redriven\":0,\"discarded\":0}}");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                latest().header("Tidewire-Complete-Until").map(Instant::parse).stream()
                    .anyMatch(sent::isBefore));
  }

  @Test
  void whoPrefersToWait_gets200AndReadsItAtOnce() {
    // When
    Answer answer = post(7, "m", "Prefer", "wait=10");

    // Then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Preference-Applied")).contains("wait=10");
    assertThat(latest().body()).contains("\"value\":7");
  }

  @Test
  void readingThatBecomesADeadLetter_isTold() {
    // Given
    post(1, "m", "Prefer", "wait=10");

    // When
    String token = post(1, "Cel", "Prefer", "wait=10").header("Tidewire-Token").orElseThrow();

    // Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(receipt(token).body())
                    .isEqualTo(
                        "{\"status\":\"dead-letters\",\"records\":1,\"stored\":1,"
                            + "\"deadLetters\":{\"open\":1,\"redriven\":0,\"discarded\":0}}"));
  }

  private Answer post(int value, String unit, String... headers) {
    String body = "{\"sensor\":\"%s\",\"value\":%d,\"unit\":\"%s\"}".formatted(sensor, value, unit);
    return ingest
        .http()
        .post(
            "/v1/readings",
            body.getBytes(StandardCharsets.UTF_8),
            Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
                .toArray(String[]::new));
  }

  private Answer receipt(String token) {
    return query.http().get("/v1/receipts/" + token);
  }

  private Answer latest(String... headers) {
    return query.http().get("/v1/latest?sensor=" + sensor, headers);
  }
}
