package dev.tidewire.platform.token;

import java.time.Duration;
import java.util.Set;

/**
 * What a token must be.
 *
 * @param issuer whose tokens are taken, exactly as {@code iss} has it
 * @param audience one of the values of {@code aud}
 * @param algorithms by which it may be signed
 * @param leeway by how much clocks may differ
 * @param claims what of it says what its caller may do
 */
public record TokenRules(
    String issuer,
    String audience,
    Set<SignatureAlgorithm> algorithms,
    Duration leeway,
    GrantClaims claims) {
  /** Keeps its own copy of the algorithms. */
  public TokenRules {
    algorithms = Set.copyOf(algorithms);
  }
}
