package dev.tidewire.platform.security;

import static dev.tidewire.platform.security.TestProvider.DISCOVERY;
import static dev.tidewire.platform.security.TestProvider.KEYS;
import static dev.tidewire.platform.security.TestProvider.json;
import static dev.tidewire.platform.security.TestProvider.status;
import static dev.tidewire.platform.security.TestProvider.unfinished;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.Authorization;
import dev.tidewire.platform.access.KeyFileException;
import dev.tidewire.platform.access.Operation;
import dev.tidewire.platform.access.Scope;
import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.token.GrantClaims;
import dev.tidewire.platform.token.SignatureAlgorithm;
import dev.tidewire.platform.token.SigningKeys;
import dev.tidewire.platform.token.TokenRules;
import dev.tidewire.platform.token.TokenVerifier;
import dev.tidewire.platform.token.Tokens;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys come from a real server over HTTP, which does what providers must not do. */
class ProviderIT {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final PublicJsonWebKey KEY = Tokens.ec("key");
  private static final PublicJsonWebKey NEW = Tokens.ec("new");

  private static final Operation LIST = new Operation("listSensors", Scope.QUERY);
  private static final String OLD_TOKEN = Tokens.sign(KEY, "ES256", Tokens.claims(Instant.now()));
  private static final String NEW_TOKEN = Tokens.sign(NEW, "ES256", Tokens.claims(Instant.now()));

  @TempDir private Path folder;
  private final TestProvider provider = TestProvider.start();
  private final AtomicLong now = new AtomicLong();

  @AfterEach
  void stop() {
    provider.close();
  }

  @AfterAll
  static void stopVertx() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void keysAreFoundByDiscovery() {
    provider.with(KEYS, json(Tokens.jwks(KEY)));
    Provider keys = keys();

    keys.load();

    await().until(() -> keys.keys().size() == 1);
    assertThat(keys.isFailing()).isFalse();
    assertThat(provider.calls()).isEqualTo(2);
  }

  @Test
  void withAUrlOfTheKeysNothingElseIsAsked() {
    provider.with(DISCOVERY, status(500, "")).with("/other", json(Tokens.jwks(KEY)));
    Provider keys = keys(Optional.of(provider.url("/other")), Optional.empty());

    keys.load();

    await().until(() -> keys.keys().size() == 1);
  }

  static Stream<Arguments> faults() {
    String keys = Tokens.jwks(KEY);
    return Stream.of(
        Arguments.of(DISCOVERY, status(404, ""), "the status 404"),
        Arguments.of(DISCOVERY, status(500, "a trace"), "the status 500"),
        Arguments.of(DISCOVERY, status(302, "", "Location", KEYS), "the status 302"),
        Arguments.of(DISCOVERY, json("<html>"), "not a JSON object"),
        Arguments.of(DISCOVERY, json("[]"), "not a JSON object"),
        Arguments.of(
            DISCOVERY,
            json("{\"issuer\":\"https://evil.example.com\\n\",\"jwks_uri\":\"%s\"}", KEYS),
            "issuer is \"https://evil.example.com\\u000A\""),
        Arguments.of(KEYS, status(200, ""), "not a JSON object"),
        Arguments.of(KEYS, json("{\"keys\":[]}"), "no public key"),
        Arguments.of(KEYS, json("{\"keys\":[7]}"), "not a JSON object"),
        Arguments.of(KEYS, json("%s", " ".repeat(64 * 1_024) + keys), "larger than 64 KiB"),
        Arguments.of(KEYS, unfinished("x".repeat(70_000)), "larger than 64 KiB"),
        Arguments.of(KEYS, status(301, keys, "Location", "/elsewhere"), "the status 301"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatIsNoAnswerChangesNothing_untilThereIsOne(
      String path, TestProvider.Answer fault, String message) {
    // Given
    provider.with(KEYS, json(Tokens.jwks(KEY)));
    Provider keys = keys();
    keys.load();
    await().until(() -> keys.keys().size() == 1);
    SigningKeys before = keys.keys();

    // When
    provider.with(path, fault);
    later(Duration.ofMinutes(5));
    keys.look();

    // Then
    await().until(keys::isFailing);
    assertThat(keys.fault()).contains(message).doesNotContain("\n", "a trace");
    assertThat(keys.keys()).isSameAs(before);

    // When
    provider
        .with(DISCOVERY, discovery(provider.issuer(), provider.url(KEYS)))
        .with(KEYS, json(Tokens.jwks(NEW)));
    later(Duration.ofSeconds(1));
    keys.look();

    // Then
    await().until(() -> !keys.isFailing());
    assertThat(keys.keys()).isNotSameAs(before);
  }

  @Test
  void anAnswerThatDoesNotEndIsNotWaitedFor() {
    for (String path : new String[] {DISCOVERY, KEYS}) {
      provider.with(KEYS, json(Tokens.jwks(KEY))).with(path, unfinished("{"));
      Provider keys = keys(Optional.empty(), Optional.empty(), Duration.ofSeconds(1));

      keys.load();

      await().until(keys::isFailing);
      assertThat(keys.fault()).endsWith("did not answer within 1s.");
      provider.with(DISCOVERY, discovery(provider.issuer(), provider.url(KEYS)));
    }
  }

  @Test
  void keysAreFetchedFromNoUrlThatAnybodyOnTheWayCanChange() {
    for (String url : new String[] {"http://login.example.com/keys", "file:///etc/passwd", ""}) {
      provider.with(DISCOVERY, discovery(provider.issuer(), url));
      Provider keys = keys();

      keys.load();

      await().until(keys::isFailing);
      assertThat(keys.fault()).contains("`jwks_uri` is no URL that begins with https://");
    }
  }

  @Test
  void aProviderThatIsAwayIsNamed() {
    provider.close();
    Provider keys = keys();

    keys.load();

    await().until(keys::isFailing);
    assertThat(keys.fault()).contains("Connection refused");
    assertThat(keys.keys().size()).isZero();
  }

  @Test
  void aMissingCertificateOfTheProviderIsNamed() {
    Provider keys = keys(Optional.empty(), Optional.of(folder.resolve("none.pem")));

    keys.load();

    await().until(keys::isFailing);
    assertThat(keys.fault()).contains("none.pem");
  }

  /** The whole way: a service that starts while its provider is away. */
  @Test
  void tokensAreCheckedAsSoonAsTheProviderIsThere() {
    // Given
    provider.with(KEYS, status(503, ""));
    Gate gate = gate();
    assertThat(denial(gate, KEY).type()).isEqualTo(ProblemType.PROVIDER_UNAVAILABLE);
    assertThat(denial(gate, KEY).type().headers()).containsKey("Retry-After");

    // When
    provider.with(KEYS, json(Tokens.jwks(KEY)));

    // Then
    await().until(() -> isGranted(lookAt(gate), KEY));
    assertThat(denial(gate, NEW).type()).isEqualTo(ProblemType.UNAUTHENTICATED);
  }

  @Test
  void newKeysAreTakenAndOldOnesEndWithWhatTheyAllowed() {
    // Given
    provider.with(KEYS, json(Tokens.jwks(KEY)));
    Gate gate = gate();
    await().until(() -> isGranted(lookAt(gate), KEY));
    Access old = access(gate, KEY);
    assertThat(access(gate, KEY)).as("not verified again").isSameAs(old);
    AtomicInteger ended = new AtomicInteger();
    var unused = gate.during(old, ended::incrementAndGet);

    // When
    provider.with(KEYS, json(Tokens.jwks(KEY, NEW)));

    // Then
    await().until(() -> isGranted(lookAt(gate), NEW));
    assertThat(isGranted(gate, KEY)).isTrue();
    assertThat(ended).hasValue(0);

    // When
    provider.with(KEYS, json(Tokens.jwks(NEW)));
    later(Duration.ofMinutes(5));

    // Then
    await().until(() -> !isGranted(lookAt(gate), KEY));
    await().until(() -> ended.get() == 1 || lookAt(gate) == null);
    assertThat(gate.isValid(old)).isFalse();
    assertThat(isGranted(gate, NEW)).isTrue();
  }

  @Test
  void nobodyWaitsForAProviderThatIsSlow() throws InterruptedException {
    // Given
    provider.with(KEYS, json(Tokens.jwks(KEY)));
    Gate gate = gate();
    await().until(() -> isGranted(lookAt(gate), KEY));
    int before = provider.calls();
    CountDownLatch asked = new CountDownLatch(1);
    provider.with(
        DISCOVERY,
        exchange -> {
          asked.countDown();
          unfinished("{").write(exchange);
        });

    // When
    for (int request = 0; request < 1_000; request++) {
      assertThat(isGranted(gate, NEW)).isFalse();
    }
    later(Duration.ofSeconds(5));
    gate.look();

    // Then
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(isGranted(gate, KEY)).isTrue();
    assertThat(isGranted(gate, NEW)).isFalse();
    assertThat(provider.calls()).isEqualTo(before + 1);
  }

  @Test
  void keysOfAFileAreReadAgain() throws IOException {
    // Given
    Path file = folder.resolve("keys.json");
    Files.writeString(file, Tokens.jwks(KEY));
    JwksFile keys = new JwksFile(file);
    Gate gate = gate(keys);
    assertThat(isGranted(gate, KEY)).isTrue();

    // When
    Files.writeString(file, "{");
    gate.look();

    // Then
    assertThat(keys.isFailing()).isTrue();
    assertThat(isGranted(gate, KEY)).isTrue();

    // When
    Files.writeString(file, Tokens.jwks(NEW));
    gate.look();

    // Then
    assertThat(keys.isFailing()).isFalse();
    assertThat(isGranted(gate, KEY)).isFalse();
    assertThat(isGranted(gate, NEW)).isTrue();
  }

  private static TestProvider.Answer discovery(String issuer, String keys) {
    return json("{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}", issuer, keys);
  }

  private void later(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private Provider keys() {
    return keys(Optional.empty(), Optional.empty());
  }

  private Provider keys(Optional<String> url, Optional<Path> certificate) {
    return keys(url, certificate, TIMEOUT);
  }

  private Provider keys(Optional<String> url, Optional<Path> certificate, Duration timeout) {
    return new Provider(
        provider.issuer(),
        url,
        new ProviderClient(VERTX, certificate, timeout),
        VERTX,
        new FetchSchedule(Duration.ofMinutes(5), () -> 1),
        now::get);
  }

  private Gate gate() {
    return gate(keys());
  }

  private Gate gate(KeySource keys) {
    TokenRules rules =
        new TokenRules(
            Tokens.ISSUER,
            Tokens.AUDIENCE,
            EnumSet.allOf(SignatureAlgorithm.class),
            Duration.ZERO,
            new GrantClaims(
                "scope",
                "",
                "tidewire_write",
                "tidewire_read",
                SensorPatterns.NONE,
                SensorPatterns.NONE));
    Clock clock = Clock.systemUTC();
    Gate gate =
        new Gate(
            Set.of(SecurityConfig.Mode.OIDC),
            List.of(
                new TokenAuthenticator(
                    new TokenAuthenticator.Trust(keys, new TokenVerifier(rules, clock)), clock)),
            clock);
    try {
      gate.load();
    } catch (KeyFileException e) {
      throw new AssertionError(e);
    }
    return gate;
  }

  /** A second later. */
  private Gate lookAt(Gate gate) {
    later(Duration.ofSeconds(1));
    gate.look();
    return gate;
  }

  private static Authorization enter(Gate gate, PublicJsonWebKey key) {
    String token = key == KEY ? OLD_TOKEN : NEW_TOKEN;
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    return gate.enter(LIST, headers.add("Authorization", "Bearer " + token));
  }

  private static boolean isGranted(Gate gate, PublicJsonWebKey key) {
    return enter(gate, key) instanceof Authorization.Granted;
  }

  private static Access access(Gate gate, PublicJsonWebKey key) {
    return ((Authorization.Granted) enter(gate, key)).access();
  }

  private static Problem denial(Gate gate, PublicJsonWebKey key) {
    return ((Authorization.Denied) enter(gate, key)).problem();
  }
}
