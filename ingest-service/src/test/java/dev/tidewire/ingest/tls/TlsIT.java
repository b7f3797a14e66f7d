package dev.tidewire.ingest.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidewire.ingest.LogLines;
import dev.tidewire.ingest.StackResource;
import dev.tidewire.local.tls.Identity;
import dev.tidewire.local.tls.Leaf;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The certificate of a server is renewed while it runs, and clients have to show one. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(TlsIT.Mutual.class)
class TlsIT {
  /** The files are read every second. */
  private static final Duration SEEN = Duration.ofSeconds(10);

  private static final String TLS = "dev.tidewire.platform.tls";

  @Inject Vertx vertx;

  @ConfigProperty(name = "quarkus.http.test-ssl-port")
  int port;

  ServerFiles files;

  public static class Mutual implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(ServerFiles.class));
    }
  }

  @Test
  void newConnectionsGetARenewedCertificate_andOldOnesGoOn() throws Exception {
    // Given
    present(Leaf.local("before"));
    try (TlsConnection old = connect()) {
      assertThat(old.send()).contains("202");

      // When
      files.present(files.issue("servers", Leaf.local("renewed")));

      // Then
      awaitShown("CN=renewed");
      assertThat(old.send()).contains("202");
      assertThat(old.server()).isEqualTo("CN=before");
    }
  }

  @Test
  void aFileThatIsGarbage_changesNothing_andIsNamed() throws Exception {
    // Given
    present(Leaf.local("good"));

    // When
    try (LogLines log = new LogLines(TLS)) {
      ServerFiles.replace(files.certificate(), "garbage");

      // Then
      assertToldAndUnchanged(log, "no certificates and keys in PEM");
    }
  }

  @Test
  void aKeyOfAnotherCertificate_changesNothing_andIsTold() throws Exception {
    // Given
    present(Leaf.local("good"));

    // When
    try (LogLines log = new LogLines(TLS)) {
      Identity other = files.issue("servers", Leaf.local("other"));
      ServerFiles.replace(files.key(), Files.readString(other.key()));

      // Then
      assertToldAndUnchanged(log, "the key does not belong to the certificate of `CN=good`");
    }
  }

  @Test
  void aCertificateThatHasExpired_changesNothing_andIsTold() throws Exception {
    // Given
    present(Leaf.local("good"));

    // When
    try (LogLines log = new LogLines(TLS)) {
      files.present(files.issue("servers", Leaf.local("expired").expired()));

      // Then
      assertToldAndUnchanged(log, "clients would refuse the certificate of `CN=expired`");
    }
  }

  @Test
  void onlyAClientWithACertificateOfATrustedAuthority_isAnswered() throws Exception {
    // Given
    present(Leaf.local("good"));

    // Then
    assertThat(answer(files.issue("clients", Leaf.local("right")))).contains("202");
    assertNoAnswer(null);
    assertNoAnswer(files.issue("strangers", Leaf.local("stranger")));
    assertNoAnswer(files.issue("clients", Leaf.local("late").expired()));
  }

  private void assertToldAndUnchanged(LogLines log, String why) throws Exception {
    await()
        .atMost(SEEN)
        .untilAsserted(
            () ->
                assertThat(log.lines())
                    .anySatisfy(
                        line ->
                            assertThat(line)
                                .contains(
                                    why, files.certificate().toString(), files.key().toString())));
    assertThat(shown()).isEqualTo("CN=good");
  }

  private void assertNoAnswer(@Nullable Identity client) {
    assertThatThrownBy(() -> answer(client)).isInstanceOf(IOException.class);
  }

  private String answer(@Nullable Identity client) throws Exception {
    try (TlsConnection connection =
        TlsConnection.open(vertx, port, files.authority("servers").certificate(), client)) {
      return connection.send();
    }
  }

  private void present(Leaf leaf) throws IOException {
    files.present(files.issue("servers", leaf));
    awaitShown("CN=" + leaf.name());
  }

  /** Vert.x closes connections that come in the moment in which it takes the certificate. */
  private void awaitShown(String name) {
    await()
        .atMost(SEEN)
        .ignoreExceptionsMatching(
            e -> e instanceof SSLPeerUnverifiedException || e instanceof SocketTimeoutException)
        .until(() -> shown().equals(name));
  }

  private String shown() throws Exception {
    try (TlsConnection connection = connect()) {
      return connection.server();
    }
  }

  private TlsConnection connect() throws Exception {
    return TlsConnection.open(
        vertx,
        port,
        files.authority("servers").certificate(),
        files.issue("clients", Leaf.local("right")));
  }
}
