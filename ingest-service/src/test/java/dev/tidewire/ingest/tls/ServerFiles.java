package dev.tidewire.ingest.tls;

import dev.tidewire.local.machine.FileTrees;
import dev.tidewire.local.tls.CertificateAuthority;
import dev.tidewire.local.tls.Identity;
import dev.tidewire.local.tls.Leaf;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** The files of a service that speaks TLS with clients that show a certificate. */
public final class ServerFiles implements QuarkusTestResourceLifecycleManager {
  private final Path folder = temporary();

  private static Path temporary() {
    try {
      return Files.createTempDirectory("tidewire-tls-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, String> start() {
    try {
      present(issue("servers", Leaf.local("first")));
      replace(clients(), Files.readString(authority("clients").certificate()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "quarkus.http.insecure-requests", "disabled",
        "quarkus.http.tls-configuration-name", "http",
        "quarkus.tls.http.key-store.pem.0.cert", certificate().toString(),
        "quarkus.tls.http.key-store.pem.0.key", key().toString(),
        "quarkus.tls.http.trust-store.pem.certs", clients().toString(),
        "quarkus.tls.http.protocols", "TLSv1.3,TLSv1.2",
        "tidewire.tls.client-certificates", "required",
        "tidewire.tls.reload", "1s");
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, field -> field.getType().equals(ServerFiles.class));
  }

  Path certificate() {
    return folder.resolve("tls.crt");
  }

  Path key() {
    return folder.resolve("tls.key");
  }

  private Path clients() {
    return folder.resolve("clients.crt");
  }

  CertificateAuthority authority(String name) throws IOException {
    return CertificateAuthority.in(folder.resolve(name));
  }

  Identity issue(String authority, Leaf leaf) throws IOException {
    return authority(authority).issue(leaf);
  }

  /** Makes these the certificate and the key of the server. */
  void present(Identity identity) throws IOException {
    replace(key(), Files.readString(identity.key()));
    replace(certificate(), Files.readString(identity.certificate()));
  }

  /** Writes a file that nobody sees half of. */
  static void replace(Path file, String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void stop() {
    try {
      FileTrees.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
