package dev.tidewire.platform.token;

import org.jose4j.jwk.PublicJsonWebKey;

/** What tells one public key from all others. */
final class Thumbprint {
  private Thumbprint() {}

  /** The SHA-256 thumbprint of a key (RFC 7638). */
  static String of(PublicJsonWebKey key) {
    return key.calculateBase64urlEncodedThumbprint("SHA-256");
  }
}
