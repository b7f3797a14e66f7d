package dev.tidewire.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation of every service with every kind of credential: nobody does what they may not.
 */
@ExtendWith(Calm.class)
class AccessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> SCOPES = List.of("ingest", "query", "annotate", "operate");

  @TempDir private static Path folder;

  private static KeyFile keys;
  private static List<Service> services;
  private static List<Endpoint> endpoints;

  @BeforeAll
  static void start() {
    keys = new KeyFile(folder.resolve("keys.json"));
    SCOPES.forEach(
        scope -> {
          keys.with(scope, scope, List.of("*"));
          keys.with(scope + "-lyon", scope, List.of("lyon/*"));
          keys.with(scope + "-paris", scope, List.of("paris/*"));
          keys.with(scope + "-late", scope, List.of("*"), "2020-01-01T00:00:00Z");
        });
    keys.write();
    Map<String, String> settings =
        Map.of(
            "tidewire.security.mode",
            "api-keys",
            "tidewire.security.api-keys.file",
            keys.path().toString());
    services =
        Stream.of("ingest", "processing", "query")
            .map(name -> Tidewire.shared().another(name, settings))
            .toList();
    services.forEach(Service::start);
    endpoints = services.stream().flatMap(service -> Endpoint.of(service).stream()).toList();
    send("lyon/1");
    send("paris/1");
  }

  @AfterAll
  static void stop() {
    services.forEach(Service::stop);
  }

  @Test
  void everyOperationIsInTheMatrix() {
    assertThat(endpoints)
        .extracting(Endpoint::id)
        .containsExactlyInAnyOrder(
            "sendReadings",
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
            "readings",
            "latest",
            "sensors",
            "sensor");
  }

  @Test
  void withoutAValidCredentialNobodyDoesAnything() {
    for (Endpoint endpoint : endpoints) {
      String late = KeyFile.key(endpoint.scope() + "-late");
      String wrong = KeyFile.key(endpoint.scope()).replace("xyz", "xyZ");
      for (String[] headers :
          List.of(
              new String[0],
              bearer("nonsense"),
              bearer(""),
              bearer(wrong),
              bearer(late),
              bearer("eyJhbGciOiJub25lIn0.e30."),
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
    for (Endpoint endpoint : endpoints) {
      for (String scope : SCOPES) {
        Answer answer = endpoint.ask(bearer(KeyFile.key(scope)));

        if (scope.equals(endpoint.scope())) {
          assertThat(answer.status()).as("%s %s", endpoint, scope).isIn(200, 202, 404, 409);
        } else {
          assertThat(answer.status()).as("%s %s", endpoint, scope).isEqualTo(403);
          assertThat(answer.body()).contains("scope `" + endpoint.scope() + "`");
        }
      }
    }
  }

  @Test
  void aKeyIsAcceptedInEveryFormThatClientsSend() {
    String key = KeyFile.key("query");
    for (String[] headers :
        List.of(
            bearer(key),
            new String[] {"Authorization", "Token " + key},
            new String[] {"Authorization", "Basic " + base64("telegraf:" + key)},
            new String[] {"X-API-Key", key})) {
      assertThat(endpoint("sensors").ask(headers).status()).isEqualTo(200);
    }
    assertThat(endpoint("sensors").askAt("/v1/sensors?u=query&p=" + key).status()).isEqualTo(401);
  }

  /** However a path is written, nobody gets in by it. */
  @Test
  void noSpellingOfAPathLeadsAround() {
    for (Endpoint endpoint : endpoints) {
      String path = endpoint.path();
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
      }
    }
  }

  @Test
  void whatMayNotBeSeenIsAnsweredAsWhatDoesNotExist() {
    await().atMost(PATIENCE).until(() -> ask("/v1/latest?sensor=lyon/1", "query").status() == 200);
    for (String path :
        List.of("/v1/readings?sensor=%s", "/v1/latest?sensor=%s", "/v1/sensors/%s")) {
      // Given
      assertThat(ask(path.formatted("lyon/1"), "query-lyon").status()).isEqualTo(200);

      // When
      Answer hidden = ask(path.formatted("lyon/1"), "query-paris");
      Answer unknown = ask(path.formatted("lyon/0"), "query-paris");

      // Then
      assertThat(hidden.status()).as(path).isEqualTo(404).isEqualTo(unknown.status());
      assertThat(hidden.body().replace("lyon/1", "lyon/0")).isEqualTo(unknown.body());
    }
  }

  /** A shared cache would hand the answer of one key to another. */
  @Test
  void noCacheKeepsWhatOneKeyGets() {
    List<Answer> answers =
        List.of(
            ask("/v1/sensors", "query"),
            ask("/v1/sensors", "nobody"),
            ask("/v1/sensors/lyon/none", "query"));

    assertThat(answers).extracting(Answer::status).containsExactly(200, 401, 404);
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.header("Cache-Control")).contains("no-store"));
  }

  @Test
  void listsHoldOnlyWhatMayBeSeen() {
    await().atMost(PATIENCE).until(() -> ask("/v1/latest?sensor=paris/1", "query").status() == 200);

    assertThat(ask("/v1/sensors", "query").body()).contains("\"lyon/1\"", "\"paris/1\"");
    assertThat(ask("/v1/sensors", "query-lyon").body())
        .contains("\"lyon/1\"")
        .doesNotContain("paris");
    assertThat(ask("/v1/sensors?prefix=p", "query-lyon").body()).doesNotContain("paris");
    assertThat(ask("/v1/latest?sensor=lyon/1&sensor=paris/1", "query-lyon").body())
        .contains("\"unknown\":[\"paris/1\"]");
  }

  @Test
  void aKeySendsReadingsOfItsSensorsOnly() {
    String both = "[{\"sensor\":\"lyon/2\",\"value\":1},{\"sensor\":\"paris/2\",\"value\":1}]";

    Answer answer = post(both, "ingest-lyon");

    assertThat(answer.status()).isEqualTo(207);
    assertThat(answer.body())
        .contains("\"accepted\":1", "\"pointer\":\"/1/sensor\"", "this credential may send");
  }

  @Test
  void lettersAreForThoseWhoMaySeeTheirSensors() {
    for (String id : List.of("redrive", "actions", "merge", "settle", "scrub")) {
      assertThat(endpoint(id).ask(bearer(KeyFile.key("operate-lyon"))).status())
          .as(id)
          .isEqualTo(403);
    }
    assertThat(endpoint("deadLetters").ask(bearer(KeyFile.key("operate-lyon"))).status())
        .isEqualTo(200);
  }

  @Test
  void aRevokedKeyIsWorthNothingWithinSeconds() {
    // Given
    keys.with("short", "query", List.of("*")).write();
    await().atMost(PATIENCE).until(() -> ask("/v1/sensors", "short").status() == 200);

    // When
    keys.without("short").write();

    // Then
    await().atMost(Duration.ofSeconds(5)).until(() -> ask("/v1/sensors", "short").status() == 401);
    assertThat(ask("/v1/sensors", "query").status()).isEqualTo(200);
  }

  /** More than the buffers of both sides hold, so that it is open until somebody reads it. */
  @Test
  void anAnswerThatIsStillBeingSentIsCutWhenItsKeyIsRevoked() throws IOException {
    // Given
    keys.with("streaming", "query", List.of("*")).write();
    for (int batch = 0; batch < 30; batch++) {
      assertThat(post(batch(batch), "ingest").status()).isEqualTo(202);
    }
    await()
        .atMost(PATIENCE)
        .until(() -> ask("/v1/latest?sensor=lyon/long", "streaming").body().contains("299999"));
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4_096);
      socket.connect(new InetSocketAddress("127.0.0.1", services.get(2).http().port()));
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket
          .getOutputStream()
          .write(
              """
              GET /v1/readings?sensor=lyon/long HTTP/1.1\r
              Host: query\r
              Accept: text/csv\r
              X-API-Key: %s\r
              \r
              """
                  .formatted(KeyFile.key("streaming"))
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readNBytes(100), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 200");

      // When
      keys.without("streaming").write();
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> ask("/v1/sensors", "streaming").status() == 401);

      // Then
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> hasNoStreams(services.get(2).http().get("/q/metrics").body()));
      assertThat(rest(socket)).doesNotEndWith("\r\n0\r\n\r\n");
    }
  }

  private static boolean hasNoStreams(String metrics) {
    return metrics.lines().anyMatch("tidewire_query_streams 0.0"::equals);
  }

  /** What still arrives until the connection ends, in whichever way. */
  private static String rest(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (SocketException reset) {
      return all.toString(StandardCharsets.US_ASCII);
    }
    return all.toString(StandardCharsets.US_ASCII);
  }

  private static String batch(int number) {
    return IntStream.range(number * 10_000, (number + 1) * 10_000)
        .mapToObj(
            i ->
                "{\"sensor\":\"lyon/long\",\"time\":%d,\"value\":%d}"
                    .formatted(1_790_000_000_000L + i, i))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static Endpoint endpoint(String id) {
    return endpoints.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  private static Answer ask(String path, String key) {
    return services.get(2).http().get(path, bearer(KeyFile.key(key)));
  }

  private static Answer post(String body, String key) {
    return services
        .get(0)
        .http()
        .post(
            "/v1/readings",
            body.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + KeyFile.key(key));
  }

  private static void send(String sensor) {
    assertThat(post("{\"sensor\":\"%s\",\"value\":1}".formatted(sensor), "ingest").status())
        .isEqualTo(202);
  }

  private static String[] bearer(String secret) {
    return new String[] {"Authorization", "Bearer " + secret};
  }

  private static String[] twice(String secret) {
    return new String[] {"Authorization", "Bearer " + secret, "X-API-Key", secret};
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
