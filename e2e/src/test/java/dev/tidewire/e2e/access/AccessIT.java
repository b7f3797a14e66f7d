package dev.tidewire.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Calm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every operation of every service with every kind of credential: nobody does what they may not.
 */
@ExtendWith(Calm.class)
class AccessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What only those who may see the sensor of all requests know. */
  private static final String CANARY = "lyon-canary";

  private static final Secured SECURED = Secured.shared();

  @BeforeAll
  static void store() {
    SECURED.send("lyon/1");
    SECURED.send("paris/1");
    String canary = "{\"sensor\":\"lyon/1\",\"metric\":\"lyon-canary\",\"value\":1}";
    assertThat(SECURED.post(canary, "ingest").status()).isEqualTo(202);
    await()
        .atMost(PATIENCE)
        .until(() -> SECURED.ask("/v1/sensors/lyon/1", "query").body().contains(CANARY));
  }

  @Test
  void everyOperationIsInTheMatrix() {
    assertThat(SECURED.endpoints())
        .extracting(Endpoint::id)
        .containsExactlyInAnyOrder(
            "sendReadings",
            "pushReadings",
            "ingestClients",
            "writeInfluxV1",
            "writeInfluxV2",
            "writeInfluxV3",
            "pingInflux",
            "healthOfInflux",
            "queryInflux",
            "queryInfluxByForm",
            "remoteWrite",
            "exportMetrics",
            "pipeline",
            "merge",
            "settle",
            "scrub",
            "deadLetters",
            "deadLetter",
            "redrive",
            "discard",
            "actions",
            "action",
            "audit",
            "readings",
            "latest",
            "sensors",
            "sensor",
            "receipt");
  }

  @Test
  void withoutAValidCredentialNobodyDoesAnything() {
    for (Endpoint endpoint : SECURED.endpoints()) {
      String late = KeyFile.key(endpoint.scope() + "-late");
      String wrong = KeyFile.key(endpoint.scope()).replace("xyz", "xyZ");
      for (String[] headers :
          List.of(
              new String[0],
              Secured.bearer("nonsense"),
              Secured.bearer(""),
              Secured.bearer(wrong),
              Secured.bearer(late),
              Secured.bearer("eyJhbGciOiJub25lIn0.e30."),
              new String[] {"Authorization", "Digest username=a"},
              new String[] {"Authorization", "Basic " + base64(endpoint.scope() + ":")},
              new String[] {"X-API-Key", wrong},
              twice(KeyFile.key(endpoint.scope())))) {
        Answer answer = endpoint.ask(headers);

        assertThat(answer.status()).as("%s %s", endpoint, String.join(" ", headers)).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer realm=\"tidewire\"");
        assertThat(answer.body()).doesNotContain("xyz", "xyZ", "Exception");
      }
    }
  }

  @Test
  void aKeyDoesWhatItsScopeIs_andNothingElse() {
    for (Endpoint endpoint : SECURED.endpoints()) {
      for (String scope : Secured.SCOPES) {
        Answer answer = endpoint.ask(Secured.bearer(KeyFile.key(scope)));

        if (scope.equals(endpoint.scope())) {
          assertThat(answer.status()).as("%s %s", endpoint, scope).isIn(200, 202, 204, 404, 409);
        } else {
          assertThat(answer.status()).as("%s %s", endpoint, scope).isEqualTo(403);
          assertThat(answer.body()).contains("scope `" + endpoint.scope() + "`");
        }
      }
    }
  }

  @Test
  void aTenantGetsNothingOfAnother() {
    for (Endpoint endpoint : SECURED.endpoints()) {
      Answer answer = endpoint.ask(Secured.bearer(KeyFile.key(endpoint.scope() + "-paris")));

      assertThat(answer.status()).as("%s", endpoint).isIn(200, 204, 400, 403, 404);
      assertThat(answer.body()).as("%s", endpoint).doesNotContain(CANARY);
    }
  }

  @Test
  void aKeyIsAcceptedInEveryFormThatClientsSend() {
    String key = KeyFile.key("query");
    for (String[] headers :
        List.of(
            Secured.bearer(key),
            new String[] {"Authorization", "Token " + key},
            new String[] {"Authorization", "Basic " + base64("telegraf:" + key)},
            new String[] {"X-API-Key", key})) {
      assertThat(SECURED.endpoint("sensors").ask(headers).status()).isEqualTo(200);
    }
    assertThat(SECURED.endpoint("sensors").askAt("/v1/sensors?u=query&p=" + key).status())
        .isEqualTo(401);
  }

  /** However a path is written, nobody gets in by it. */
  @Test
  void noSpellingOfAPathLeadsAround() {
    for (Endpoint endpoint : SECURED.endpoints()) {
      String path = endpoint.path();
      String[] paris = Secured.bearer(KeyFile.key(endpoint.scope() + "-paris"));
      for (String written :
          List.of(
              path.replace("/v1/", "/.//v1/"),
              path.replace("/v1/", "/v1//"),
              path.replace("/v1/", "/v1/./"),
              path.replace("/v1/", "/v1/x/../"),
              path.replace("/v1/", "/v1;a=b/"),
              path.replace("/v1/", "/v1%3Ba/"),
              path.replace("/v1/", "/v1%2F"),
              path.replace("/v1/", "/v1%5C"),
              path.replace("/v1/", "/%76%31/"),
              path.replace("/v1/", "/V1/"),
              "/q/..%2f" + path.substring(1),
              "/q/health/.." + path,
              path.contains("?") ? path.replace("?", "/?") : path + "/",
              path.contains("?") ? path.replace("?", ";x?") : path + ";x")) {
        assertThat(endpoint.askAt(written).status())
            .as("%s as %s", endpoint, written)
            .isBetween(400, 499);
        Answer ofAnother = endpoint.askAt(written, paris);
        assertThat(ofAnother.status()).as("%s as %s", endpoint, written).isLessThan(500);
        assertThat(ofAnother.body()).as("%s as %s", endpoint, written).doesNotContain(CANARY);
      }
    }
  }

  private static String[] twice(String secret) {
    return new String[] {"Authorization", "Bearer " + secret, "X-API-Key", secret};
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
