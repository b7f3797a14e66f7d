package dev.tidewire.platform.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.Scope;
import dev.tidewire.platform.access.SensorPatterns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jose4j.jwk.PublicJsonWebKey;

class TokenPropertiesTest {
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
  private static final PublicJsonWebKey KEY = Tokens.ec("key");
  private static final SigningKeys KEYS = Tokens.keys(KEY);
  private static final String TOKEN = Tokens.sign(KEY, "ES256", Tokens.claims(NOW));
  private static final TokenRules RULES =
      new TokenRules(
          Tokens.ISSUER,
          Tokens.AUDIENCE,
          EnumSet.allOf(SignatureAlgorithm.class),
          Duration.ZERO,
          new GrantClaims(
              "scope", "tw:", "write", "read", SensorPatterns.NONE, SensorPatterns.NONE));
  private static final TokenVerifier VERIFIER =
      new TokenVerifier(RULES, Clock.fixed(NOW, ZoneOffset.UTC));

  /** The last characters of a signature may have bits that mean nothing. */
  @Property(tries = 300)
  void aTokenThatWasChangedIsWorthNothing(
      @ForAll @IntRange(max = 1_000) int place, @ForAll char other) {
    int at = place % (TOKEN.length() - 2);
    String changed = TOKEN.substring(0, at) + other + TOKEN.substring(at + 1);

    assertThat(changed.equals(TOKEN) || !(VERIFIER.verify(changed, KEYS) instanceof Verdict.Valid))
        .isTrue();
  }

  @Property(tries = 300)
  void claimsGrantWhatTheySayOrAreRefused(@ForAll("claims") Map<String, Object> claims) {
    try {
      Access access = new GrantReader(RULES, claims).read("key");

      assertThat(access.id()).isEqualTo(claims.get("sub")).isPrintable().isNotBlank();
      List<String> scopes = said(claims.get("scope"));
      for (Scope scope : access.scopes()) {
        assertThat(scopes).anyMatch(one -> List.of(one.split(" ")).contains("tw:" + scope.code()));
      }
      assertThat(access.read()).isEqualTo(SensorPatterns.of(said(claims.get("read"))));
      assertThat(access.write()).isEqualTo(SensorPatterns.of(said(claims.get("write"))));
    } catch (InvalidTokenException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  private static List<String> said(Object claim) {
    List<String> all = new ArrayList<>();
    if (claim instanceof Collection<?> array) {
      array.forEach(item -> all.add((String) item));
    } else if (claim != null) {
      all.add((String) claim);
    }
    return all;
  }

  @Provide
  Arbitrary<Map<String, Object>> claims() {
    Arbitrary<String> names = Arbitraries.of("sub", "scope", "write", "read", "exp");
    Arbitrary<Object> text =
        Arbitraries.oneOf(
                Arbitraries.of(
                    "tw:query", "tw:ingest query", "tw:", "query", "lyon/*", "*", "a*b", ""),
                Arbitraries.strings().ofMaxLength(10))
            .map(Object.class::cast);
    Arbitrary<Object> number =
        Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.doubles()).map(Object.class::cast);
    Arbitrary<Object> one = Arbitraries.oneOf(text, text, number, Arbitraries.just(List.of()));
    Arbitrary<Object> many = text.list().ofMaxSize(3).map(Object.class::cast);
    Arbitrary<Object> mixed = one.list().ofMaxSize(3).map(Object.class::cast);
    return Arbitraries.maps(names, Arbitraries.oneOf(text, text, many, many, mixed, one))
        .ofMaxSize(5)
        .filter(Objects::nonNull);
  }
}
