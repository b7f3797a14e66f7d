package dev.tidewire.local.tls;

import java.nio.file.Path;

/**
 * A certificate and its private key, in PEM. Only the owner can read the key.
 *
 * @param certificate the certificate, followed by that of the authority
 * @param key the key, PKCS #8, not encrypted
 * @param both key and certificates in one file, which is what Kafka reads
 */
public record Identity(Path certificate, Path key, Path both) {
  static Identity in(Path folder, String name) {
    return new Identity(
        folder.resolve(name + ".crt"),
        folder.resolve(name + ".key"),
        folder.resolve(name + ".pem"));
  }
}
