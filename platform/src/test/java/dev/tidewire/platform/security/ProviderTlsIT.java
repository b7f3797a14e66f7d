package dev.tidewire.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.platform.token.Tokens;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider is believed only if its certificate shows that it is the one. */
class ProviderTlsIT {
  private static final Vertx VERTX = Vertx.vertx();
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;

  @AfterAll
  static void stopVertx() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aCertificateThatIsTrustedOpensTheWay() throws Exception {
    try (TestProvider provider = provider("right", "ip:127.0.0.1")) {
      Provider keys = keys(provider, Optional.of(pem("right")));

      keys.load();

      await().until(() -> keys.isFailing() || keys.keys().size() == 1);
      assertThat(keys.fault()).isEmpty();
    }
  }

  @Test
  void anyOtherIsRefused() throws Exception {
    try (TestProvider provider = provider("right", "ip:127.0.0.1");
        TestProvider ofOtherName = provider("name", "dns:other.example.com")) {
      make("other", "ip:127.0.0.1");
      assertThat(fault(provider, Optional.empty())).contains("PKIX");
      assertThat(fault(provider, Optional.of(pem("other")))).contains("PKIX");
      assertThat(fault(ofOtherName, Optional.of(pem("name")))).contains("127.0.0.1");
    }
  }

  private static String fault(TestProvider provider, Optional<Path> trusted) {
    Provider keys = keys(provider, trusted);
    keys.load();
    await().until(() -> keys.isFailing() || keys.keys().size() == 1);
    assertThat(keys.keys().size()).isZero();
    return keys.fault();
  }

  private static Provider keys(TestProvider provider, Optional<Path> trusted) {
    provider.with(TestProvider.KEYS, TestProvider.json(Tokens.jwks(Tokens.ec("key"))));
    return new Provider(
        provider.issuer(),
        Optional.empty(),
        new ProviderClient(VERTX, trusted, Duration.ofSeconds(5)),
        VERTX,
        new FetchSchedule(Duration.ofMinutes(5), () -> 1),
        System::nanoTime);
  }

  private TestProvider provider(String name, String subject)
      throws IOException, GeneralSecurityException, InterruptedException {
    make(name, subject);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store(name))) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    return TestProvider.start(tls);
  }

  private void make(String name, String subject) throws IOException, InterruptedException {
    keytool(
        "-genkeypair -alias a -keyalg EC -dname CN=test -ext san=%s -keystore %s"
            .formatted(subject, store(name)));
    keytool("-exportcert -rfc -alias a -file %s -keystore %s".formatted(pem(name), store(name)));
  }

  private static void keytool(String arguments) throws IOException, InterruptedException {
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String line = tool + " " + arguments + " -storetype PKCS12 -storepass changeit";
    Process process = new ProcessBuilder(line.split(" ")).inheritIO().start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private Path store(String name) {
    return folder.resolve(name + ".p12");
  }

  private Path pem(String name) {
    return folder.resolve(name + ".pem");
  }
}
