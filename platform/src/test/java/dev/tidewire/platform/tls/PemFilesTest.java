package dev.tidewire.platform.tls;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.tls.runtime.config.KeyStoreConfig;
import io.quarkus.tls.runtime.config.PemCertsConfig;
import io.quarkus.tls.runtime.config.PemKeyCertConfig;
import io.quarkus.tls.runtime.config.PemKeyCertConfig.KeyCertConfig;
import io.quarkus.tls.runtime.config.TlsBucketConfig;
import io.quarkus.tls.runtime.config.TrustStoreConfig;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemFilesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"cert", "key", "certs"})
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void aPipeAmongTheFilesIsRefusedByName(String one) throws Exception {
    // Given
    Path pipe = folder.resolve("pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor();

    // When
    // Then
    assertThatThrownBy(() -> PemFiles.read(config(one, pipe)))
        .hasMessageContaining(pipe + ": is no regular file");
  }

  @Test
  void aFileThatIsNotThereIsToldByName() throws Exception {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> PemFiles.read(config("cert", missing)))
        .hasMessageContaining(missing.toString());
  }

  private TlsBucketConfig config(String key, Path file) throws Exception {
    Path any = Files.writeString(folder.resolve("any"), "any");
    Object own =
        of(
            KeyCertConfig.class,
            Map.of(
                "cert", key.endsWith("cert") ? file : any,
                "key", key.endsWith("key") ? file : any));
    Object keys = of(PemKeyCertConfig.class, Map.of("keyCerts", Map.of("0", own)));
    Object trusted =
        of(
            PemCertsConfig.class,
            Map.of("certs", Optional.of(List.of(key.endsWith("certs") ? file : any))));
    return of(
        TlsBucketConfig.class,
        Map.of(
            "keyStore",
            Optional.of(of(KeyStoreConfig.class, Map.of("pem", Optional.of(keys)))),
            "trustStore",
            Optional.of(of(TrustStoreConfig.class, Map.of("pem", Optional.of(trusted))))));
  }

  /** A configuration with these values: Quarkus makes the mappings at build. */
  private static <T> T of(Class<T> mapping, Map<String, Object> values) {
    return mapping.cast(
        Proxy.newProxyInstance(
            mapping.getClassLoader(),
            new Class<?>[] {mapping},
            (proxy, method, arguments) -> values.get(method.getName())));
  }
}
