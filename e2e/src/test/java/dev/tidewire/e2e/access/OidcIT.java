package dev.tidewire.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Callers are known by tokens of a provider, which comes, changes its keys and goes. */
@ExtendWith(Calm.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OidcIT {
  /** A provider that has been away is asked again after a minute at the latest. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final SigningKey OLD = new SigningKey("old");
  private static final SigningKey NEW = new SigningKey("new");
  private static final IdentityProvider PROVIDER = new IdentityProvider();

  @TempDir private static Path folder;
  private static Service ingest;
  private static Service processing;
  private static Service query;

  /**
   * Ingest and processing have nothing but what they need, and query what makes it find keys soon.
   */
  @BeforeAll
  static void startWithoutProvider() {
    KeyFile keys = new KeyFile(folder.resolve("keys.json"));
    keys.with("key", "query", List.of("*")).write();
    String issuer = PROVIDER.issuer();
    Map<String, String> needed =
        Map.of(
            "tidewire.security.mode",
            "oidc",
            "tidewire.security.oidc.issuer",
            issuer,
            "tidewire.security.oidc.audience",
            IdentityProvider.AUDIENCE);
    ingest = Tidewire.shared().another("ingest", needed);
    processing = Tidewire.shared().another("processing", needed);
    query =
        Tidewire.shared()
            .another(
                "query",
                Map.of(
                    "tidewire.security.mode",
                    "api-keys,oidc",
                    "tidewire.security.api-keys.file",
                    keys.path().toString(),
                    "tidewire.security.oidc.issuer",
                    issuer,
                    "tidewire.security.oidc.audience",
                    IdentityProvider.AUDIENCE,
                    "tidewire.security.oidc.refresh",
                    "10s",
                    // All come from one address.
                    "tidewire.security.limits.failed-logins",
                    "1000000"));
    List.of(ingest, processing, query).forEach(Service::launch);
    List.of(ingest, processing, query).forEach(Service::awaitReady);
  }

  @AfterAll
  static void stop() {
    List.of(ingest, processing, query).forEach(Service::stop);
    PROVIDER.stop();
  }

  @Test
  @Order(1)
  void servicesStartWhileTheProviderIsAway_andCheckTokensWhenItIsThere() {
    // Given
    String token = OLD.token(PROVIDER.claims("query", "*"));
    Answer answer = ask(token);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).contains("provider-unavailable");
    assertThat(answer.header("Retry-After")).isPresent();
    assertThat(ask(KeyFile.key("key")).status()).isEqualTo(200);
    assertThat(query.ready().status()).isEqualTo(200);
    assertThat(query.metric("tidewire_security_token_keys_failing")).isEqualTo(1);

    // When
    PROVIDER.tell(OLD);
    PROVIDER.start();

    // Then
    await().atMost(PATIENCE).until(() -> ask(token).status() == 200);
    await().atMost(PATIENCE).until(() -> ingest.metric("tidewire_security_token_keys") == 1);
    assertThat(query.metric("tidewire_security_token_keys_failing")).isZero();
    assertThat(ask(KeyFile.key("key")).status()).isEqualTo(200);
  }

  @Test
  @Order(2)
  void aTokenDoesWhatItsClaimsSay() {
    String lyon = OLD.token(PROVIDER.claims("ingest query", "lyon/*"));

    Answer sent =
        post("[{\"sensor\":\"lyon/t\",\"value\":1},{\"sensor\":\"paris/t\",\"value\":1}]", lyon);

    assertThat(sent.status()).isEqualTo(207);
    assertThat(sent.body()).contains("\"accepted\":1", "\"pointer\":\"/1/sensor\"");
    assertThat(ask(OLD.token(PROVIDER.claims("ingest", "*"))).status()).isEqualTo(403);
    await().atMost(PATIENCE).until(() -> ask("/v1/latest?sensor=lyon/t", lyon).status() == 200);
    assertThat(
            ask("/v1/latest?sensor=lyon/t", OLD.token(PROVIDER.claims("query", "paris/*")))
                .status())
        .isEqualTo(404);
  }

  @Test
  @Order(2)
  void onlyATokenThatMayOperateSeesDeadLetters() {
    await()
        .atMost(PATIENCE)
        .until(() -> letters(OLD.token(PROVIDER.claims("operate", "*"))) == 200);
    assertThat(letters(OLD.token(PROVIDER.claims("ingest query", "*")))).isEqualTo(403);
    assertThat(letters(new SigningKey("old").token(PROVIDER.claims("operate", "*"))))
        .isEqualTo(401);
  }

  @Test
  @Order(3)
  void noOtherTokenIsTaken() {
    String claims = PROVIDER.claims("query", "*");
    long past = System.currentTimeMillis() / 1_000 - 31;
    for (String token :
        List.of(
            OLD.unsigned("none", claims) + ".",
            OLD.unsigned("none", claims) + ".AAAA",
            OLD.unsigned("HS256", claims) + ".AAAA",
            OLD.unsigned("RS256", claims) + ".AAAA",
            new SigningKey("old").token(claims),
            new SigningKey("../old").token(claims),
            OLD.token(PROVIDER.claims("query", "*", past)),
            OLD.token(claims.replace("\"tidewire\"", "\"another\"")),
            OLD.token(claims.replace("/plant", "/other")),
            OLD.token(claims.replace("somebody", "a\\nb")),
            "a.b.c")) {
      Answer answer = ask(token);

      assertThat(answer.status()).as(token).isEqualTo(401);
      assertThat(answer.body()).doesNotContain("Exception", token);
      assertThat(answer.header("WWW-Authenticate")).contains("Bearer realm=\"tidewire\"");
    }
  }

  /** More than the buffers of both sides hold, so that it is open until somebody reads it. */
  @Test
  @Order(4)
  void newKeysAreFound_andRemovedOnesEndWhatTheyAllowed() throws IOException {
    // Given
    String old = OLD.token(PROVIDER.claims("query ingest", "*"));
    for (int batch = 0; batch < 30; batch++) {
      assertThat(post(batch(batch), old).status()).isEqualTo(202);
    }
    await()
        .atMost(PATIENCE)
        .until(() -> ask("/v1/latest?sensor=oidc/long", old).body().contains("299999"));
    try (Socket socket = new Socket()) {
      open(socket, "/v1/readings?sensor=oidc/long", old);

      // When
      PROVIDER.tell(OLD, NEW);

      // Then
      String young = NEW.token(PROVIDER.claims("query", "*"));
      await().atMost(PATIENCE).until(() -> ask(young).status() == 200);
      assertThat(ask(old).status()).isEqualTo(200);
      assertThat(query.metric("tidewire_query_streams")).isEqualTo(1);

      // When
      PROVIDER.tell(NEW);

      // Then
      await().atMost(PATIENCE).until(() -> ask(old).status() == 401);
      await().atMost(PATIENCE).until(() -> query.metric("tidewire_query_streams") == 0);
      assertThat(rest(socket)).doesNotEndWith("\r\n0\r\n\r\n");
      assertThat(ask(young).status()).isEqualTo(200);
    }
  }

  @Test
  @Order(5)
  void withoutTheProviderTheKnownKeysGoOn() {
    // Given
    String young = NEW.token(PROVIDER.claims("query", "*"));

    // When
    PROVIDER.stop();

    // Then
    await().atMost(PATIENCE).until(() -> query.metric("tidewire_security_token_keys_failing") == 1);
    assertThat(ask(young).status()).isEqualTo(200);
    assertThat(ask(NEW.token(PROVIDER.claims("query", "lyon/*"))).status()).isEqualTo(200);
  }

  private static void open(Socket socket, String path, String token) throws IOException {
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress("127.0.0.1", query.http().port()));
    socket.setSoTimeout((int) PATIENCE.toMillis());
    String request =
        "GET %s HTTP/1.1\r\nHost: query\r\nAccept: text/csv\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(path, token);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    assertThat(new String(socket.getInputStream().readNBytes(100), StandardCharsets.US_ASCII))
        .startsWith("HTTP/1.1 200");
  }

  /** What still arrives until the connection ends, in whichever way. */
  private static String rest(Socket socket) throws IOException {
    StringBuilder all = new StringBuilder();
    byte[] buffer = new byte[8_192];
    try {
      for (int n = 0; n >= 0; n = socket.getInputStream().read(buffer)) {
        all.append(new String(buffer, 0, n, StandardCharsets.US_ASCII));
      }
    } catch (SocketException reset) {
      return all.toString();
    }
    return all.toString();
  }

  private static String batch(int number) {
    return IntStream.range(number * 10_000, (number + 1) * 10_000)
        .mapToObj(
            i ->
                "{\"sensor\":\"oidc/long\",\"time\":%d,\"value\":%d}"
                    .formatted(1_790_000_000_000L + i, i))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static int letters(String token) {
    return processing.http().get("/v1/dead-letters", "Authorization", "Bearer " + token).status();
  }

  private static Answer ask(String credential) {
    return ask("/v1/sensors", credential);
  }

  private static Answer ask(String path, String credential) {
    return query.http().get(path, "Authorization", "Bearer " + credential);
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
