package dev.tidewire.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Three services that ask for keys, started once for all tests of the JVM. There is a key for each
 * scope, and two tenants with one for each scope, too.
 */
final class Secured {
  static final List<String> SCOPES = List.of("ingest", "query", "annotate", "operate");

  private static final Pattern LETTER = Pattern.compile("\"id\":\"([^\"]+)\"");

  private static @Nullable Secured shared;

  private final KeyFile keys;
  private final List<Service> services;
  private final List<Endpoint> endpoints;

  private Secured() throws IOException {
    keys = new KeyFile(Files.createTempDirectory("tidewire-keys").resolve("keys.json"));
    for (String scope : SCOPES) {
      keys.with(scope, scope, List.of("*"));
      keys.with(scope + "-lyon", scope, List.of("lyon/*"));
      keys.with(scope + "-paris", scope, List.of("paris/*"));
      keys.with(scope + "-late", scope, List.of("*"), "2020-01-01T00:00:00Z");
    }
    keys.write();
    Map<String, String> settings =
        Map.of(
            "tidewire.security.mode",
            "api-keys",
            "tidewire.security.api-keys.file",
            keys.path().toString(),
            // All come from one address.
            "tidewire.security.limits.failed-logins",
            "1000000");
    services =
        Stream.of("ingest", "processing", "query")
            .map(name -> Tidewire.shared().another(name, of(name, settings)))
            .toList();
    services.forEach(Service::launch);
    services.forEach(Service::awaitReady);
    String token =
        post("{\"sensor\":\"lyon/1\",\"value\":1}", "ingest")
            .header("Tidewire-Token")
            .orElseThrow();
    endpoints = services.stream().flatMap(service -> Endpoint.of(service, token).stream()).toList();
  }

  /** Routes that are off by default are on, to be attacked as well. */
  private static Map<String, String> of(String service, Map<String, String> settings) {
    if (!service.equals("ingest")) {
      return settings;
    }
    Map<String, String> all = new HashMap<>(settings);
    all.put("tidewire.ingest.push-by-get", "true");
    return all;
  }

  static synchronized Secured shared() {
    if (shared == null) {
      try {
        shared = new Secured();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot make a folder for keys", e);
      }
    }
    return shared;
  }

  KeyFile keys() {
    return keys;
  }

  List<Service> services() {
    return services;
  }

  Service ingest() {
    return services.get(0);
  }

  Service processing() {
    return services.get(1);
  }

  Service query() {
    return services.get(2);
  }

  /** All operations that the services describe. */
  List<Endpoint> endpoints() {
    return endpoints;
  }

  Endpoint endpoint(String id) {
    return endpoints.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  /** What query answers to a key. */
  Answer ask(String path, String key, String... headers) {
    return query()
        .http()
        .get(
            path,
            Stream.concat(Stream.of(bearer(KeyFile.key(key))), Stream.of(headers))
                .toArray(String[]::new));
  }

  /** What ingest answers to a key. */
  Answer post(String json, String key) {
    return ingest()
        .http()
        .post(
            "/v1/readings",
            json.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + KeyFile.key(key));
  }

  /** What processing answers to a key. */
  Answer operate(String path, String key) {
    return processing().http().get(path, bearer(KeyFile.key(key)));
  }

  /**
   * Sends a reading whose unit contradicts that of its series, and returns its dead letter's id.
   */
  String letterOf(String sensor) {
    String reading = "{\"sensor\":\"%s\",\"metric\":\"canary\",\"value\":7391.25,\"unit\":\"%s\"}";
    assertThat(post(reading.formatted(sensor, "Cel"), "ingest").status()).isEqualTo(202);
    assertThat(post(reading.formatted(sensor, "m"), "ingest").status()).isEqualTo(202);
    AtomicReference<String> id = new AtomicReference<>();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              Matcher letter =
                  LETTER.matcher(operate("/v1/dead-letters?sensor=" + sensor, "operate").body());
              id.set(letter.find() ? letter.group(1) : null);
              return id.get() != null;
            });
    return id.get();
  }

  /** Stores a reading of any sensor. */
  void send(String sensor) {
    assertThat(post("{\"sensor\":\"%s\",\"value\":1}".formatted(sensor), "ingest").status())
        .isEqualTo(202);
  }

  static String[] bearer(String secret) {
    return new String[] {"Authorization", "Bearer " + secret};
  }
}
