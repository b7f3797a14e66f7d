package dev.tidewire.platform.token;

import static org.jose4j.jwa.AlgorithmConstraints.ConstraintType.PERMIT;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Checks tokens: JSON Web Tokens (RFC 7519) with a signature, by the rules of RFC 8725. It neither
 * waits nor asks anybody.
 */
public final class TokenVerifier {
  /** Header, claims and signature: nothing encrypted, nothing unsigned. */
  private static final Pattern SIGNED = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

  private static final Map<Integer, String> FAULTS =
      Map.of(
          ErrorCodes.SIGNATURE_INVALID, "The token's signature is not valid.",
          ErrorCodes.EXPIRED, "The token has expired.",
          ErrorCodes.EXPIRATION_MISSING, "The token has no `exp`.",
          ErrorCodes.NOT_YET_VALID, "The token is not valid yet, by its `nbf`.",
          ErrorCodes.ISSUER_INVALID, "The token is of another issuer (`iss`).",
          ErrorCodes.ISSUER_MISSING, "The token has no `iss`.",
          ErrorCodes.AUDIENCE_INVALID, "The token is for another audience (`aud`).",
          ErrorCodes.AUDIENCE_MISSING, "The token has no `aud`.");

  private static final String MALFORMED = "The token is not well-formed.";

  private final TokenRules rules;
  private final InstantSource clock;

  public TokenVerifier(TokenRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /** Whether a text has the form of a signed token. */
  public static boolean isToken(String text) {
    return SIGNED.matcher(text).matches();
  }

  /** What a token is worth that must be signed by one of these keys. */
  public Verdict verify(String token, SigningKeys keys) {
    KeyChoice choice = new KeyChoice(keys, rules.algorithms());
    try {
      JwtClaims claims = consumer(choice).processToClaims(token);
      PublicJsonWebKey key = choice.chosen();
      if (key == null) {
        return new Verdict.Invalid(MALFORMED);
      }
      return new Verdict.Valid(
          new GrantReader(rules, claims.getClaimsMap()).read(Thumbprint.of(key)));
    } catch (InvalidJwtException invalid) {
      return choice.isUnknown() ? new Verdict.UnknownKey() : invalid(invalid, choice.fault());
    } catch (InvalidTokenException invalid) {
      return new Verdict.Invalid(String.valueOf(invalid.getMessage()));
    }
  }

  private static Verdict invalid(InvalidJwtException invalid, String fault) {
    if (!fault.isEmpty()) {
      return new Verdict.Invalid(fault);
    }
    if (invalid.hasExpired() && invalid.getErrorDetails().size() == 1) {
      return new Verdict.Expired();
    }
    return new Verdict.Invalid(
        invalid.getErrorDetails().stream()
            .map(error -> FAULTS.get(error.getErrorCode()))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(MALFORMED));
  }

  private JwtConsumer consumer(KeyChoice choice) {
    Instant now = clock.instant();
    return new JwtConsumerBuilder()
        .setJwsAlgorithmConstraints(
            PERMIT,
            rules.algorithms().stream().map(SignatureAlgorithm::name).toArray(String[]::new))
        .setVerificationKeyResolver(choice)
        .setExpectedIssuer(true, rules.issuer())
        .setExpectedAudience(true, rules.audience())
        .setRequireExpirationTime()
        .setAllowedClockSkewInSeconds((int) rules.leeway().toSeconds())
        .setEvaluationTime(NumericDate.fromSeconds(now.getEpochSecond()))
        .build();
  }
}
