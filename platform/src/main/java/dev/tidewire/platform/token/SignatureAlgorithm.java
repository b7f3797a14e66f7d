package dev.tidewire.platform.token;

import java.util.Optional;
import java.util.stream.Stream;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * How a token may be signed (RFC 7518, section 3.1, and RFC 8037): by a private key that only the
 * provider has. The names are those that tokens have in {@code alg}. Algorithms with a shared
 * secret, and {@code none}, are not among them, so that no setting can allow them.
 */
public enum SignatureAlgorithm {
  /** RSASSA-PKCS1-v1_5 with SHA-256. */
  RS256("RSA"),
  /** RSASSA-PKCS1-v1_5 with SHA-384. */
  RS384("RSA"),
  /** RSASSA-PKCS1-v1_5 with SHA-512. */
  RS512("RSA"),
  /** RSASSA-PSS with SHA-256. */
  PS256("RSA"),
  /** RSASSA-PSS with SHA-384. */
  PS384("RSA"),
  /** RSASSA-PSS with SHA-512. */
  PS512("RSA"),
  /** ECDSA on the curve P-256. */
  ES256("EC"),
  /** ECDSA on the curve P-384. */
  ES384("EC"),
  /** ECDSA on the curve P-521. */
  ES512("EC"),
  /** Ed25519 or Ed448. */
  EdDSA("OKP");

  private final String keyType;

  SignatureAlgorithm(String keyType) {
    this.keyType = keyType;
  }

  /** The algorithm that tokens write so. */
  static Optional<SignatureAlgorithm> of(String code) {
    return Stream.of(values()).filter(one -> one.name().equals(code)).findAny();
  }

  /** Whether a key is one for this. Its size and its curve are checked with the signature. */
  boolean fits(PublicJsonWebKey key) {
    return keyType.equals(key.getKeyType())
        && (key.getAlgorithm() == null || key.getAlgorithm().equals(name()));
  }
}
