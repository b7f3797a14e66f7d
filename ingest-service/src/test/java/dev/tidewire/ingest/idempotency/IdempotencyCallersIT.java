package dev.tidewire.ingest.idempotency;

import static dev.tidewire.ingest.ReadingsClient.JSON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.ingest.ReadingsClient;
import dev.tidewire.ingest.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An {@code Idempotency-Key} is one of the caller. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(IdempotencyCallersIT.WithKeys.class)
class IdempotencyCallersIT {
  @TestHTTPResource("/v1/readings")
  URI uri;

  public static class WithKeys implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        Path file = Files.createTempFile("tidewire-keys", ".json");
        file.toFile().deleteOnExit();
        Files.writeString(file, "{\"keys\":[" + entry("one") + "," + entry("two") + "]}");
        return Map.of(
            "tidewire.security.mode",
            "api-keys",
            "tidewire.security.api-keys.file",
            file.toString(),
            "tidewire.ingest.idempotency.max-bytes",
            "64K");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static String entry(String id) {
      try {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret(id).getBytes(UTF_8));
        return """
        {"id":"%s","sha256":"%s","scopes":["ingest"],"write":["*"],"read":["*"],"expires":"2099-01-01T00:00:00Z"}"""
            .formatted(id, HexFormat.of().formatHex(digest));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static String secret(String id) {
    return "tw_" + id + "_" + "Abc-_".repeat(8) + "xyz";
  }

  @Test
  void aKeyOfAnotherCaller_isAnotherKey() {
    // Given
    ReadingsClient client = ReadingsClient.ready(uri);
    String key = UUID.randomUUID().toString();
    String body = "{\"sensor\":\"callers\",\"value\":1}";
    await().until(() -> post(client, "one", key, body).statusCode() == 202);

    // When
    HttpResponse<String> same = post(client, "two", key, body);
    HttpResponse<String> other = post(client, "two", key, "{\"sensor\":\"callers\",\"value\":2}");

    // Then
    assertThat(same.statusCode()).isEqualTo(202);
    assertThat(same.headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(post(client, "one", key, body).headers().firstValue("Idempotency-Replayed"))
        .contains("true");
  }

  @Test
  void aKeyOfAQuietCaller_isRemembered_howeverManyANoisyOneUses() {
    // Given
    ReadingsClient client = ReadingsClient.ready(uri);
    String key = UUID.randomUUID().toString();
    String body = "{\"sensor\":\"quiet\",\"value\":1}";
    await().until(() -> post(client, "one", key, body).statusCode() == 202);
    String forgotten = UUID.randomUUID().toString();
    String noise = "{\"sensor\":\"noisy\",\"value\":1}";
    assertThat(post(client, "two", forgotten, noise).statusCode()).isEqualTo(202);

    // When
    IntStream.range(0, 250).forEach(i -> post(client, "two", UUID.randomUUID().toString(), noise));

    // Then
    assertThat(post(client, "one", key, body).headers().firstValue("Idempotency-Replayed"))
        .contains("true");
    assertThat(post(client, "two", forgotten, noise).headers().firstValue("Idempotency-Replayed"))
        .as("the oldest of the noisy one made way")
        .isEmpty();
  }

  private static HttpResponse<String> post(
      ReadingsClient client, String caller, String key, String body) {
    return client.post(
        "",
        JSON,
        body.getBytes(UTF_8),
        "Authorization",
        "Bearer " + secret(caller),
        "Idempotency-Key",
        key);
  }
}
