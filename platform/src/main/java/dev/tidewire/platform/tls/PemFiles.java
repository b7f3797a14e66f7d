package dev.tidewire.platform.tls;

import dev.tidewire.platform.file.RegularFiles;
import io.quarkus.tls.runtime.config.TlsBucketConfig;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.X509KeyManager;

/**
 * What the files of a TLS configuration hold.
 *
 * @param trusted the authorities of clients, maybe none
 */
record PemFiles(List<Buffer> certificates, List<Buffer> keys, List<Buffer> trusted) {
  PemFiles {
    certificates = List.copyOf(certificates);
    keys = List.copyOf(keys);
    trusted = List.copyOf(trusted);
  }

  /** Whether a configuration names such files. */
  static boolean isIn(TlsBucketConfig config) {
    return config.keyStore().flatMap(store -> store.pem()).isPresent();
  }

  /** What the files are called, for somebody who has to mend them. */
  static String names(TlsBucketConfig config) {
    return files(config).map(Path::toString).collect(Collectors.joining(", "));
  }

  /**
   * Reads the files.
   *
   * @throws RuntimeException with a message that names the file that cannot be read
   */
  static PemFiles read(TlsBucketConfig config) {
    files(config).forEach(PemFiles::checkRegular);
    PemKeyCertOptions own = config.keyStore().orElseThrow().pem().orElseThrow().toOptions();
    PemTrustOptions trusted =
        config
            .trustStore()
            .flatMap(store -> store.pem())
            .map(pem -> pem.toOptions())
            .orElseGet(PemTrustOptions::new);
    return new PemFiles(own.getCertValues(), own.getKeyValues(), trusted.getCertValues());
  }

  private static Stream<Path> files(TlsBucketConfig config) {
    return Stream.concat(
        config.keyStore().flatMap(store -> store.pem()).orElseThrow().keyCerts().values().stream()
            .flatMap(own -> Stream.of(own.cert(), own.key())),
        config
            .trustStore()
            .flatMap(store -> store.pem())
            .flatMap(pem -> pem.certs())
            .orElse(List.of())
            .stream());
  }

  private static void checkRegular(Path file) {
    try {
      RegularFiles.check(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e.toString(), e);
    }
  }

  /**
   * The certificates to show, with their keys.
   *
   * @throws GeneralSecurityException with a sentence about what is wrong
   */
  List<ServerKey> check(Vertx vertx) throws GeneralSecurityException {
    List<ServerKey> checked = keys(vertx);
    for (ServerKey key : checked) {
      key.check();
    }
    if (!trusted.isEmpty()) {
      PemTrustOptions authorities = new PemTrustOptions();
      trusted.forEach(authorities::addCertValue);
      load(() -> authorities.loadKeyStore(vertx));
    }
    return checked;
  }

  private List<ServerKey> keys(Vertx vertx) throws GeneralSecurityException {
    PemKeyCertOptions own = new PemKeyCertOptions();
    certificates.forEach(own::addCertValue);
    keys.forEach(own::addKeyValue);
    KeyStore store = load(() -> own.loadKeyStore(vertx));
    X509KeyManager manager =
        load(
            () ->
                (X509KeyManager)
                    Arrays.stream(own.getKeyManagerFactory(vertx).getKeyManagers())
                        .filter(X509KeyManager.class::isInstance)
                        .findFirst()
                        .orElseThrow());
    List<ServerKey> all = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      all.add(new ServerKey(manager.getCertificateChain(alias)[0], manager.getPrivateKey(alias)));
    }
    return all;
  }

  private interface Loading<T> {
    T load() throws Exception;
  }

  private static <T> T load(Loading<T> loading) throws GeneralSecurityException {
    try {
      return loading.load();
    } catch (Exception e) {
      throw new GeneralSecurityException("they are no certificates and keys in PEM: " + e, e);
    }
  }
}
