package dev.tidewire.platform.token;

import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.Scope;
import dev.tidewire.platform.access.SensorPatterns;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what a token grants from its claims, whose signature has been verified. */
final class GrantReader {
  private static final int MAX_SUBJECT = 255;

  private final GrantClaims names;
  private final Duration leeway;
  private final Map<String, Object> claims;

  GrantReader(TokenRules rules, Map<String, Object> claims) {
    this.names = rules.claims();
    this.leeway = rules.leeway();
    this.claims = claims;
  }

  /**
   * What the token grants.
   *
   * @param signedBy the thumbprint of the key that signed it
   */
  Access read(String signedBy) throws InvalidTokenException {
    return new Access(
        new Access.Origin.Token(signedBy),
        subject(),
        scopes(),
        patterns(names.write(), names.defaultWrite()),
        patterns(names.read(), names.defaultRead()),
        expiry());
  }

  /** It is in logs, so it has no character that could make a line of its own. */
  private String subject() throws InvalidTokenException {
    if (claims.get("sub") instanceof String subject
        && !subject.isBlank()
        && subject.length() <= MAX_SUBJECT
        && subject.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      return subject;
    }
    throw new InvalidTokenException(
        "`sub` of the token must be a string of 1 to 255 printable ASCII characters.");
  }

  /** Those of others are left out: a provider may have one list of scopes for many services. */
  private Set<Scope> scopes() throws InvalidTokenException {
    Set<Scope> scopes = new HashSet<>();
    for (String text : texts(names.scope())) {
      for (String code : text.split(" ")) {
        if (code.startsWith(names.scopePrefix())) {
          Scope.of(code.substring(names.scopePrefix().length())).ifPresent(scopes::add);
        }
      }
    }
    return scopes;
  }

  private SensorPatterns patterns(String claim, SensorPatterns absent)
      throws InvalidTokenException {
    if (!claims.containsKey(claim)) {
      return absent;
    }
    List<String> patterns = texts(claim);
    for (String pattern : patterns) {
      if (SensorPatterns.violation(pattern) != null) {
        throw new InvalidTokenException(
            "The claim `%s` of the token has something that is no pattern of sensors."
                .formatted(claim));
      }
    }
    return SensorPatterns.of(patterns);
  }

  /** A string, or those of an array; none when the claim is absent. */
  private List<String> texts(String claim) throws InvalidTokenException {
    Object value = claims.getOrDefault(claim, List.of());
    if (value instanceof String text) {
      return List.of(text);
    }
    if (value instanceof List<?> array && array.stream().allMatch(String.class::isInstance)) {
      return array.stream().map(String.class::cast).toList();
    }
    throw new InvalidTokenException(
        "The claim `%s` of the token is neither a string nor an array of strings."
            .formatted(claim));
  }

  private Instant expiry() {
    if (!(claims.get("exp") instanceof Number seconds)) {
      return Instant.MIN;
    }
    try {
      return Instant.ofEpochSecond(seconds.longValue()).plus(leeway);
    } catch (DateTimeException | ArithmeticException later) {
      return Instant.MAX;
    }
  }
}
