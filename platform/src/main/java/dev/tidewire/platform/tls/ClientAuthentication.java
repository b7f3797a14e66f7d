package dev.tidewire.platform.tls;

import dev.tidewire.platform.tls.TlsSettings.ClientCertificates;
import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Requires certificates of clients. Quarkus fixes {@code quarkus.http.ssl.client-auth} at build.
 */
@Singleton
@Unremovable
final class ClientAuthentication implements HttpServerOptionsCustomizer {
  private final ClientCertificates certificates;

  ClientAuthentication(TlsSettings settings) {
    this.certificates = settings.clientCertificates();
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    options.setClientAuth(
        switch (certificates) {
          case NONE -> ClientAuth.NONE;
          case REQUIRED -> ClientAuth.REQUIRED;
        });
  }
}
