package dev.tidewire.platform.token;

import dev.tidewire.platform.access.KeyFileException;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** The public keys by which a provider signs tokens: a JSON Web Key Set (RFC 7517). */
public final class SigningKeys {
  /** No keys. */
  public static final SigningKeys NONE = new SigningKeys(Map.of());

  private static final int MIN_RSA_BITS = 2_048;

  /** Each by its thumbprint (RFC 7638), which tells it from all others. */
  private final Map<String, PublicJsonWebKey> byThumbprint;

  private SigningKeys(Map<String, PublicJsonWebKey> byThumbprint) {
    this.byThumbprint = byThumbprint;
  }

  /**
   * Reads a key set. Keys that sign nothing, and those of unknown kinds, are left out.
   *
   * @throws KeyFileException if it is no key set, or if no key is left
   */
  public static SigningKeys read(byte[] json) throws KeyFileException {
    Map<String, PublicJsonWebKey> keys = new HashMap<>();
    for (PublicJsonWebKey key : publicKeys(json)) {
      if (signs(key)) {
        keys.put(Thumbprint.of(key), key);
      }
    }
    if (keys.isEmpty()) {
      throw new KeyFileException(
          "The key set (JWKS) has no public key for signatures of a kind that is known.");
    }
    return new SigningKeys(Map.copyOf(keys));
  }

  private static List<PublicJsonWebKey> publicKeys(byte[] json) throws KeyFileException {
    try {
      return new JsonWebKeySet(new String(json, StandardCharsets.UTF_8))
          .getJsonWebKeys().stream()
              .filter(PublicJsonWebKey.class::isInstance)
              .map(PublicJsonWebKey.class::cast)
              .toList();
    } catch (JoseException | ClassCastException noKeySet) {
      throw new KeyFileException("The key set (JWKS) is not a JSON object with an array `keys`.");
    }
  }

  private static boolean signs(PublicJsonWebKey key) {
    return !isWeak(key)
        && (key.getUse() == null || key.getUse().equals("sig"))
        && (key.getKeyOps() == null || key.getKeyOps().contains("verify"));
  }

  /** RFC 7518, section 3.3. */
  private static boolean isWeak(PublicJsonWebKey key) {
    return key.getPublicKey() instanceof RSAPublicKey rsa
        && rsa.getModulus().bitLength() < MIN_RSA_BITS;
  }

  /**
   * The keys by which a token may be signed.
   *
   * @param id the {@code kid} of the token; null when it names none
   */
  List<PublicJsonWebKey> find(@Nullable String id, SignatureAlgorithm algorithm) {
    return keys().stream()
        .filter(key -> id == null || id.equals(key.getKeyId()))
        .filter(algorithm::fits)
        .toList();
  }

  private Collection<PublicJsonWebKey> keys() {
    return byThumbprint.values();
  }

  /** Whether a key is one of these. */
  public boolean has(String thumbprint) {
    return byThumbprint.containsKey(thumbprint);
  }

  /** The number of keys. */
  public int size() {
    return byThumbprint.size();
  }
}
