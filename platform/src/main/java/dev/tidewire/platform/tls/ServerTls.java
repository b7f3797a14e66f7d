package dev.tidewire.platform.tls;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsBucketConfig;
import io.quarkus.tls.runtime.config.TlsConfig;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The TLS configuration of the HTTP server: the one it names, or the default one if it has a key.
 */
@Singleton
final class ServerTls {
  private final TlsConfigurationRegistry registry;
  private final TlsConfig config;
  private final Optional<String> name;

  ServerTls(
      TlsConfigurationRegistry registry,
      TlsConfig config,
      @ConfigProperty(name = "quarkus.http.tls-configuration-name") Optional<String> name) {
    this.registry = registry;
    this.config = config;
    this.name = name;
  }

  String name() {
    return name.orElse(TlsConfig.DEFAULT_NAME);
  }

  /** How its keys begin. */
  String prefix() {
    return name.map(some -> "quarkus.tls." + some + ".").orElse("quarkus.tls.");
  }

  /** Nothing when the server speaks plain HTTP. */
  Optional<TlsConfiguration> configuration() {
    return name.flatMap(registry::get)
        .or(() -> name.isPresent() ? Optional.empty() : registry.getDefault())
        .filter(tls -> tls.getKeyStoreOptions() != null);
  }

  /** Its configuration, if the server speaks TLS with a certificate in PEM. */
  Optional<TlsBucketConfig> pem() {
    return configuration()
        .flatMap(
            tls ->
                name.isPresent()
                    ? Optional.ofNullable(config.namedCertificateConfig().get(name()))
                    : config.defaultCertificateConfig())
        .filter(PemFiles::isIn);
  }
}
