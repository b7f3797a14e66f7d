package dev.tidewire.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** All services take the tokens of a real Keycloak, configured as the operations guide says. */
@ExtendWith(Calm.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledIfSystemProperty(
    named = "tidewire.long",
    matches = "true",
    disabledReason = "only the long run downloads and starts a Keycloak")
class KeycloakIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String GATEWAY = "lyon-gateway";
  private static final String ALL = "ingest query operate";

  private static Keycloak keycloak;
  private static Service ingest;
  private static Service processing;
  private static Service query;

  @BeforeAll
  static void start() throws Exception {
    Path e2e = Path.of(System.getProperty("tidewire.root"), "e2e");
    keycloak =
        new Keycloak(
            e2e.resolve("src/test/resources/keycloak/plant-realm.json"),
            e2e.resolve("target/logs/keycloak.log"));
    Map<String, String> oidc =
        Map.of(
            "tidewire.security.mode", "oidc",
            "tidewire.security.oidc.issuer", keycloak.issuer(),
            "tidewire.security.oidc.audience", "tidewire",
            "tidewire.security.oidc.refresh", "10s");
    ingest = Tidewire.shared().another("ingest", oidc);
    processing = Tidewire.shared().another("processing", oidc);
    query = Tidewire.shared().another("query", oidc);
    keycloak.start();
    List.of(ingest, processing, query).forEach(Service::start);
  }

  @AfterAll
  static void stop() {
    List.of(ingest, processing, query).forEach(Service::stop);
    keycloak.stop();
  }

  @Test
  @Order(1)
  void aTokenDoesInEachServiceWhatItsScopesAndClaimsSay() throws Exception {
    // Given
    String token = keycloak.token(GATEWAY, ALL);
    await().atMost(PATIENCE).until(() -> letters(token) == 200);

    // When
    Answer sent =
        post("[{\"sensor\":\"lyon/kc\",\"value\":1},{\"sensor\":\"paris/kc\",\"value\":1}]", token);

    // Then
    assertThat(sent.status()).isEqualTo(207);
    assertThat(sent.body()).contains("\"accepted\":1", "\"pointer\":\"/1/sensor\"");
    await().atMost(PATIENCE).until(() -> get(query, "/v1/latest?sensor=lyon/kc", token) == 200);
    assertThat(letters(keycloak.token(GATEWAY, "query"))).isEqualTo(403);
    assertThat(sensors(keycloak.token(GATEWAY, "ingest"))).isEqualTo(403);
    assertThat(post("[]", keycloak.token(GATEWAY, "query")).status()).isEqualTo(403);
  }

  @Test
  @Order(2)
  void aTokenForAnotherAudienceIsRefused() throws Exception {
    String stranger = keycloak.token("stranger", ALL);

    Answer answer = query.http().get("/v1/sensors", "Authorization", "Bearer " + stranger);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).contains("another audience");
    assertThat(letters(stranger)).isEqualTo(401);
    assertThat(post("[]", stranger).status()).isEqualTo(401);
  }

  @Test
  @Order(3)
  void aNewKeyIsFound_andARemovedOneEndsItsTokens() throws Exception {
    // Given
    String old = keycloak.token(GATEWAY, ALL);

    // When
    keycloak.addKey();

    // Then
    String young = keycloak.token(GATEWAY, ALL);
    await().atMost(PATIENCE).until(() -> sensors(young) == 200 && letters(young) == 200);
    assertThat(sensors(old)).isEqualTo(200);

    // When
    keycloak.removeKey(Keycloak.KEYS);

    // Then
    await().atMost(PATIENCE).until(() -> sensors(old) == 401 && letters(old) == 401);
    assertThat(sensors(young)).isEqualTo(200);
  }

  @Test
  @Order(4)
  void withoutKeycloakTheKnownKeysGoOn_andItIsFoundAgain() throws Exception {
    // Given
    String token = keycloak.token(GATEWAY, ALL);

    // When
    keycloak.stop();

    // Then
    await().atMost(PATIENCE).until(() -> query.metric("tidewire_security_token_keys_failing") == 1);
    assertThat(sensors(token)).isEqualTo(200);
    assertThat(letters(token)).isEqualTo(200);

    // When
    keycloak.start();

    // Then
    await().atMost(PATIENCE).until(() -> query.metric("tidewire_security_token_keys_failing") == 0);
    assertThat(sensors(keycloak.token(GATEWAY, ALL))).isEqualTo(200);
  }

  private static int sensors(String token) {
    return get(query, "/v1/sensors", token);
  }

  private static int letters(String token) {
    return get(processing, "/v1/dead-letters", token);
  }

  private static int get(Service service, String path, String token) {
    return service.http().get(path, "Authorization", "Bearer " + token).status();
  }

  private static Answer post(String body, String token) {
    return ingest
        .http()
        .post(
            "/v1/readings",
            body.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + token);
  }
}
