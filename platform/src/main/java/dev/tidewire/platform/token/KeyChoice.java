package dev.tidewire.platform.token;

import java.security.Key;
import java.util.List;
import java.util.Set;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the key that a token must be signed by, from the provider's keys only: keys in the token
 * and addresses of keys ({@code jwk}, {@code jku}, {@code x5c}, {@code x5u}) play no part (RFC
 * 8725, section 3.10). For one token.
 */
final class KeyChoice implements VerificationKeyResolver {
  private final SigningKeys keys;
  private final Set<SignatureAlgorithm> allowed;
  private String fault = "";
  private boolean isUnknown;
  private @Nullable PublicJsonWebKey chosen;

  KeyChoice(SigningKeys keys, Set<SignatureAlgorithm> allowed) {
    this.keys = keys;
    this.allowed = allowed;
  }

  @Override
  public Key resolveKey(JsonWebSignature token, List<JsonWebStructure> around)
      throws UnresolvableKeyException {
    try {
      if (!around.isEmpty()) {
        throw new InvalidTokenException("The token contains another token.");
      }
      TokenHeader header = TokenHeader.of(token);
      List<PublicJsonWebKey> found = keys.find(header.keyId(), header.algorithm(allowed));
      isUnknown = found.isEmpty();
      if (found.size() != 1) {
        throw new InvalidTokenException(
            isUnknown
                ? "The token is signed by a key that is not known."
                : "The token must name its key by `kid`, because several are known.");
      }
      chosen = found.get(0);
      return chosen.getPublicKey();
    } catch (InvalidTokenException refused) {
      fault = String.valueOf(refused.getMessage());
      throw new UnresolvableKeyException(fault);
    }
  }

  /** Why no key was chosen; empty when one was, or when none was looked for. */
  String fault() {
    return fault;
  }

  /** Whether the token names a key that is not among the keys. */
  boolean isUnknown() {
    return isUnknown;
  }

  /** The key that was chosen. */
  @Nullable PublicJsonWebKey chosen() {
    return chosen;
  }
}
