package dev.tidewire.e2e.access;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidewire.local.machine.FileTrees;
import dev.tidewire.local.machine.Ports;
import dev.tidewire.local.process.ChildProcess;
import dev.tidewire.local.process.ProcessSpec;
import dev.tidewire.local.process.StopSignal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A Keycloak in a process of its own, which the build has unpacked, with one realm. */
final class Keycloak {
  /** The keys of Keycloak by which tokens are signed. */
  static final String KEYS = "rsa-generated";

  private static final Duration LONGEST_START = Duration.ofMinutes(3);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);
  private static final String ADMIN = "admin";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Path home = Path.of(System.getProperty("tidewire.keycloak"));
  private final Path log;
  private final int port;
  private @Nullable ChildProcess process;

  /**
   * One that does not run yet.
   *
   * @param realm the file to import
   * @param log what it writes
   */
  Keycloak(Path realm, Path log) throws IOException {
    this.log = log;
    port = Ports.free();
    FileTrees.delete(home.resolve("data"));
    Path imports = Files.createDirectories(home.resolve("data/import"));
    Files.copy(realm, imports.resolve("plant-realm.json"));
  }

  String issuer() {
    return uri("/realms/plant").toString();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Returns when it answers. */
  void start() throws IOException {
    ProcessSpec spec =
        new ProcessSpec(
            "Keycloak",
            List.of(
                "bash",
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + port),
            Map.of("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN, "KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN),
            log,
            StopSignal.TERM,
            LONGEST_STOP);
    process = ChildProcess.start(spec);
    await()
        .atMost(LONGEST_START)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> send(HttpRequest.newBuilder(URI.create(issuer()))).statusCode() == 200);
  }

  void stop() {
    if (process != null) {
      process.stop();
    }
  }

  /** A token of a client for these scopes. */
  String token(String clientId, String scopes) throws Exception {
    return accessToken(
        "plant",
        "grant_type=client_credentials&client_id=%s&client_secret=secret&scope=%s"
            .formatted(clientId, scopes.replace(" ", "%20")));
  }

  private String accessToken(String realm, String form) throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri("/realms/" + realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    return JSON.readTree(answer.body()).path("access_token").asText(answer.body());
  }

  /** Signs new tokens with a new key. */
  void addKey() throws Exception {
    String realm = administer("GET", "", "").path("id").asText();
    administer(
        "POST",
        "/components",
        """
        {"name":"newer","providerId":"%s","providerType":"org.keycloak.keys.KeyProvider",
        "parentId":"%s","config":{"priority":["200"]}}"""
            .formatted(KEYS, realm));
  }

  /** Takes a key that signed tokens until now away. */
  void removeKey(String name) throws Exception {
    JsonNode keys = administer("GET", "/components?type=org.keycloak.keys.KeyProvider", "");
    String id =
        StreamSupport.stream(keys.spliterator(), false)
            .filter(key -> key.path("name").asText().equals(name))
            .map(key -> key.path("id").asText())
            .findFirst()
            .orElseThrow();
    administer("DELETE", "/components/" + id, "");
  }

  private JsonNode administer(String method, String path, String body) throws Exception {
    String token =
        accessToken(
            "master",
            "grant_type=password&client_id=admin-cli&username=%s&password=%s"
                .formatted(ADMIN, ADMIN));
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri("/admin/realms/plant" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(method + path + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(
        request.timeout(ANSWERS_WITHIN).build(), HttpResponse.BodyHandlers.ofString());
  }
}
