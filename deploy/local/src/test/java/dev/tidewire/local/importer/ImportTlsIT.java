package dev.tidewire.local.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.local.tls.CertificateAuthority;
import dev.tidewire.local.tls.Identity;
import dev.tidewire.local.tls.Leaf;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waiting mends no mistake about TLS, so an import ends at once and says how to mend it. */
@Timeout(30)
class ImportTlsIT extends Importing {
  @TempDir private static Path machine;
  private static CertificateAuthority authority;

  @BeforeAll
  static void makesAnAuthority() throws IOException {
    authority = CertificateAuthority.in(machine.resolve("tls"));
  }

  @Test
  void theAuthorityOfIngestIsTrusted() throws Exception {
    // Given
    Path file = file("time,value\n1,1\n");
    String ca = authority.certificate().toString();

    // When
    try (FakeIngest secure = secure(Leaf.local("trusted"))) {
      int status = run(file, "--url", "https://localhost:" + secure.port(), "--ca", ca);

      // Then
      assertThat(status).as(shown()).isZero();
      assertThat(secure.requests()).hasSize(1);
    }
  }

  @Test
  void withoutItsAuthorityItSaysWhichOptionNamesIt() throws Exception {
    // When
    try (FakeIngest secure = secure(Leaf.local("unknown"))) {
      int status = run(file("time,value\n1,1\n"), "--url", "https://localhost:" + secure.port());

      // Then
      assertThat(status).isEqualTo(1);
      assertThat(shown())
          .contains("https://localhost:" + secure.port() + " cannot be trusted")
          .contains("--ca FILE", "DIR/tls/ca.crt", "The same command then goes on")
          .doesNotContain("waits");
    }
  }

  @Test
  void ofAnotherAuthorityItNamesTheFileThatDoesNotFit(@TempDir Path other) throws Exception {
    // Given
    String ca = CertificateAuthority.in(other).certificate().toString();

    // When
    try (FakeIngest secure = secure(Leaf.local("other"))) {
      int status =
          run(file("time,value\n1,1\n"), "--url", "https://localhost:" + secure.port(), "--ca", ca);

      // Then
      assertThat(status).isEqualTo(1);
      assertThat(shown()).contains("did not sign its certificate", ca).doesNotContain("waits");
    }
  }

  @Test
  void aCertificateOfAnotherHostOrTimeIsTold() throws Exception {
    // Given
    Path file = file("time,value\n1,1\n");
    String ca = authority.certificate().toString();

    // When
    try (FakeIngest elsewhere = secure(Leaf.local("elsewhere").at("dns:elsewhere.example"));
        FakeIngest expired = secure(Leaf.local("expired").expired())) {
      int host = run(file, "--url", "https://localhost:" + elsewhere.port(), "--ca", ca);
      int time = run(file, "--url", "https://localhost:" + expired.port(), "--ca", ca);

      // Then
      assertThat(List.of(host, time)).containsOnly(1);
      assertThat(shown())
          .contains("its certificate is of another host", "name it as its certificate does")
          .contains("its certificate is out of date", "have it renewed")
          .doesNotContain("waits");
    }
  }

  @Test
  void plainHttpToAPortOfTlsIsTold() throws Exception {
    // When
    try (FakeIngest secure = secure(Leaf.local("plain"))) {
      int status = run(file("time,value\n1,1\n"), "--url", "http://localhost:" + secure.port());

      // Then
      assertThat(status).isEqualTo(1);
      assertThat(shown())
          .contains("speaks TLS", "--url https://localhost:" + secure.port(), "--ca FILE")
          .doesNotContain("waits");
    }
  }

  @Test
  void tlsToAPortOfPlainHttpIsTold() throws IOException {
    // When
    int status = run(file("time,value\n1,1\n"), "--url", "https://127.0.0.1:" + ingest.port());

    // Then
    assertThat(status).isEqualTo(1);
    assertThat(shown())
        .contains("does not speak TLS", "--url http://127.0.0.1:" + ingest.port())
        .doesNotContain("waits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void itWaitsForOneThatDropsItsConnectionsOrIsAway(String scheme) throws Exception {
    // Given
    AtomicInteger pauses = new AtomicInteger();
    try (ServerSocket dropping = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Options options =
          Options.parse(
              List.of(
                  file("time,value\n1,1\n").toString(),
                  "--url",
                  scheme + "://localhost:" + dropping.getLocalPort()),
              Map.of());
      CompletableFuture<Void> drops = CompletableFuture.runAsync(() -> drop(dropping));

      // When
      Ingest client =
          new Ingest(
              HttpClient.newHttpClient(),
              options,
              out(),
              seconds -> {
                if (pauses.incrementAndGet() == 3) {
                  close(dropping);
                }
              });

      // Then
      assertThat(message(client)).contains("Gave up after an hour", "cannot be reached");
      assertThat(pauses).hasValueGreaterThan(60);
      drops.join();
    }
  }

  private static String message(Ingest client) throws InterruptedException {
    try {
      return client.post("", new byte[] {1}).toString();
    } catch (ImportException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void drop(ServerSocket socket) {
    try {
      while (true) {
        socket.accept().close();
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  private static FakeIngest secure(Leaf leaf) throws Exception {
    Identity identity = authority.issue(leaf);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(identity.certificate())) {
      store.setKeyEntry(
          "ingest",
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der(identity))),
          new char[0],
          CertificateFactory.getInstance("X.509")
              .generateCertificates(in)
              .toArray(Certificate[]::new));
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return FakeIngest.secure(context);
  }

  private static byte[] der(Identity identity) throws IOException {
    return Base64.getMimeDecoder()
        .decode(Files.readString(identity.key()).replaceAll("-----[A-Z ]+-----", ""));
  }
}
