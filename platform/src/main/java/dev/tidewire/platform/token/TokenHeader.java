package dev.tidewire.platform.token;

import java.util.Locale;
import java.util.Set;
import org.jose4j.jws.JsonWebSignature;
import org.jspecify.annotations.Nullable;

/**
 * The header of a token.
 *
 * @param code its algorithm, as it writes it
 * @param keyId null when it names no key
 */
record TokenHeader(@Nullable String code, @Nullable String keyId) {
  /** Of access tokens (RFC 9068), and of those that tell nothing. */
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

  static TokenHeader of(JsonWebSignature token) throws InvalidTokenException {
    if (token.getHeaders().getObjectHeaderValue("crit") != null) {
      throw new InvalidTokenException("The token has critical extensions (`crit`).");
    }
    String type = text(token, "typ");
    if (type != null && !TYPES.contains(type.toLowerCase(Locale.ROOT))) {
      throw new InvalidTokenException("The token is no access token, by its `typ`.");
    }
    if (token.getHeaders().getObjectHeaderValue("cty") != null) {
      throw new InvalidTokenException("The token contains something else than claims (`cty`).");
    }
    return new TokenHeader(text(token, "alg"), text(token, "kid"));
  }

  SignatureAlgorithm algorithm(Set<SignatureAlgorithm> allowed) throws InvalidTokenException {
    return SignatureAlgorithm.of(String.valueOf(code))
        .filter(allowed::contains)
        .orElseThrow(
            () ->
                new InvalidTokenException("The token is signed by an `alg` that is not allowed."));
  }

  private static @Nullable String text(JsonWebSignature token, String name)
      throws InvalidTokenException {
    Object value = token.getHeaders().getObjectHeaderValue(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new InvalidTokenException("`%s` in the token's header is no string.".formatted(name));
  }
}
