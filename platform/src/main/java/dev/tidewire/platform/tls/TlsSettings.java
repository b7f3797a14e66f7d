package dev.tidewire.platform.tls;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** TLS of the HTTP server, in addition to {@code quarkus.tls}. */
@ConfigMapping(prefix = "tidewire.tls")
public interface TlsSettings {
  /**
   * Whether clients have to show a certificate: {@code none}, or {@code required}, which needs the
   * authorities to trust in the trust store of the server's TLS configuration.
   */
  @WithDefault("none")
  ClientCertificates clientCertificates();

  /**
   * How often the files of the certificate, its key and the authorities are read again. New
   * connections get what has changed; what is broken changes nothing. From 1 s to 1 h.
   */
  @WithDefault("10s")
  Duration reload();

  /** Whether clients have to show a certificate. */
  enum ClientCertificates {
    /** They need none. */
    NONE,
    /** A connection without a trusted one fails. */
    REQUIRED
  }
}
