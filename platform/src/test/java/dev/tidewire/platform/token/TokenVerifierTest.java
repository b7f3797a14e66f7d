package dev.tidewire.platform.token;

import static dev.tidewire.platform.token.Tokens.claims;
import static dev.tidewire.platform.token.Tokens.sign;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.Scope;
import dev.tidewire.platform.access.SensorPatterns;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
  private static final PublicJsonWebKey RSA = Tokens.rsa("rsa");
  private static final PublicJsonWebKey EC = Tokens.ec("ec");
  private static final SigningKeys KEYS = Tokens.keys(RSA, EC);
  private static final String SIGNATURE = "The token's signature is not valid.";
  private static final String ALGORITHM = "The token is signed by an `alg` that is not allowed.";
  private static final String MALFORMED = "The token is not well-formed.";

  private static TokenVerifier verifier(Set<SignatureAlgorithm> algorithms) {
    return new TokenVerifier(rules(algorithms), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  static TokenRules rules(Set<SignatureAlgorithm> algorithms) {
    return new TokenRules(
        Tokens.ISSUER,
        Tokens.AUDIENCE,
        algorithms,
        Duration.ofSeconds(30),
        new GrantClaims(
            "scope",
            "",
            "tidewire_write",
            "tidewire_read",
            SensorPatterns.NONE,
            SensorPatterns.NONE));
  }

  private static Verdict verify(String token) {
    return verifier(EnumSet.allOf(SignatureAlgorithm.class)).verify(token, KEYS);
  }

  private static String detail(String token) {
    assertThat(verify(token)).isInstanceOf(Verdict.Invalid.class);
    return ((Verdict.Invalid) verify(token)).detail();
  }

  private static String detailOf(String... changed) {
    return detail(sign(EC, "ES256", claims(NOW, changed)));
  }

  private static Access access(String... changed) {
    Verdict verdict = verify(sign(EC, "ES256", claims(NOW, changed)));
    assertThat(verdict).isInstanceOf(Verdict.Valid.class);
    return ((Verdict.Valid) verdict).access();
  }

  @Test
  void aTokenGrantsWhatItsClaimsSay() {
    assertThat(access())
        .isEqualTo(
            new Access(
                new Access.Origin.Token(Thumbprint.of(EC)),
                "lyon-gateway",
                Set.of(Scope.QUERY, Scope.INGEST),
                SensorPatterns.of(List.of("lyon/*")),
                SensorPatterns.of(List.of("lyon/*", "paris/1")),
                NOW.plusSeconds(330)));
  }

  @ParameterizedTest
  @EnumSource
  void everyAlgorithmThatIsAllowedIsTaken(SignatureAlgorithm algorithm) throws JoseException {
    PublicJsonWebKey key =
        switch (algorithm) {
          case RS256, RS384, RS512, PS256, PS384, PS512 -> RSA;
          case ES256 -> EC;
          case ES384 -> Tokens.named(EcJwkGenerator.generateJwk(EllipticCurves.P384), "a");
          case ES512 -> Tokens.named(EcJwkGenerator.generateJwk(EllipticCurves.P521), "a");
          case EdDSA -> Tokens.named(OkpJwkGenerator.generateJwk("Ed25519"), "a");
        };
    String token = sign(key, algorithm.name(), claims(NOW));
    SigningKeys keys = Tokens.keys(key);

    assertThat(verifier(Set.of(algorithm)).verify(token, keys)).isInstanceOf(Verdict.Valid.class);
    assertThat(verifier(EnumSet.complementOf(EnumSet.of(algorithm))).verify(token, keys))
        .isEqualTo(new Verdict.Invalid(ALGORITHM));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"none", "None", "nOnE", "HS256", "hs256", "RSA-OAEP", "dir", "", "ES256K"})
  void anAlgorithmThatNeedsNoPrivateKeyIsRefused(String algorithm) {
    String header = "{\"alg\":\"%s\",\"kid\":\"rsa\"}".formatted(algorithm);

    assertThat(verify(Tokens.of(header, claims(NOW), new byte[] {1})))
        .isInstanceOf(Verdict.Invalid.class);
    assertThat(verify(Tokens.of(header, claims(NOW), new byte[0])))
        .isInstanceOf(Verdict.Invalid.class);
  }

  /** The oldest trick: the public key as the secret of HMAC. */
  @Test
  void thePublicKeyIsNoSecret() {
    for (byte[] secret :
        List.of(
            RSA.getPublicKey().getEncoded(),
            Tokens.jwks(RSA).getBytes(StandardCharsets.UTF_8),
            RSA.toJson().getBytes(StandardCharsets.UTF_8))) {
      String token = sign(new HmacKey(secret), "HS256", claims(NOW), Map.of("kid", "rsa"));

      assertThat(detail(token)).isEqualTo(ALGORITHM);
    }
  }

  @Test
  void aSignatureOfAnythingElseIsRefused() {
    String token = sign(EC, "ES256", claims(NOW));
    String signed = token.substring(0, token.lastIndexOf('.') + 1);

    assertThat(detail(sign(Tokens.ec("ec"), "ES256", claims(NOW)))).isEqualTo(SIGNATURE);
    assertThat(detail(token.substring(0, token.length() - 4))).isEqualTo(SIGNATURE);
    assertThat(detail(signed + "AAAA")).isEqualTo(SIGNATURE);
    assertThat(detail(Tokens.of("{\"alg\":\"ES256\",\"kid\":\"ec\"}", claims(NOW), new byte[64])))
        .isEqualTo(SIGNATURE);
    assertThat(detail(Tokens.of("{\"alg\":\"RS256\",\"kid\":\"rsa\"}", claims(NOW), new byte[256])))
        .isEqualTo(SIGNATURE);
    assertThat(
            detail(
                signed.substring(0, signed.indexOf('.') + 1)
                    + Tokens.base64(claims(NOW, "scope", "\"operate\""))
                    + token.substring(token.lastIndexOf('.'))))
        .isEqualTo(SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"other", "../../etc/passwd", "ec' OR '1'='1", "", "ec\u0000", "EC", "http://a/"})
  void aKeyThatIsNotKnownIsAskedForAndGrantsNothing(String id) {
    assertThat(verify(sign(EC, "ES256", claims(NOW), Map.of("kid", id))))
        .isEqualTo(new Verdict.UnknownKey());
    assertThat(verify(sign(EC, "ES256", claims(NOW), Map.of("kid", id + "x".repeat(5_000)))))
        .isEqualTo(new Verdict.UnknownKey());
  }

  @Test
  void aTokenThatNamesNoKeyIsOfTheOneThatFits() {
    String token = sign(EC, "ES256", claims(NOW), Map.of());

    assertThat(verify(token)).isInstanceOf(Verdict.Valid.class);
    assertThat(
            verifier(EnumSet.allOf(SignatureAlgorithm.class))
                .verify(token, Tokens.keys(EC, Tokens.ec("other"))))
        .isEqualTo(
            new Verdict.Invalid(
                "The token must name its key by `kid`, because several are known."));
  }

  /** RFC 8725, section 3.10: whoever sends a token does not say which keys are right. */
  @Test
  void keysInTokensAndTheirAddressesPlayNoPart() {
    PublicJsonWebKey own = Tokens.ec("own");
    Map<String, Object> jwk =
        own.toParams(org.jose4j.jwk.JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    for (Map<String, Object> header :
        List.of(
            Map.<String, Object>of("kid", "own", "jwk", jwk),
            Map.<String, Object>of("kid", "own", "jku", "http://127.0.0.1:1/keys"),
            Map.<String, Object>of("kid", "own", "x5u", "http://127.0.0.1:1/keys"))) {
      assertThat(verify(sign(own, "ES256", claims(NOW), header)))
          .isEqualTo(new Verdict.UnknownKey());
    }
    assertThat(detail(sign(own, "ES256", claims(NOW), Map.of("kid", "ec", "jwk", jwk))))
        .isEqualTo(SIGNATURE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "crit":["exp"]              | The token has critical extensions (`crit`).
          "crit":["b64"],"b64":false  | The token is not well-formed.
          "crit":[]                   | The token has critical extensions (`crit`).
          "typ":"logout+jwt"          | The token is no access token, by its `typ`.
          "typ":"dpop+jwt"            | The token is no access token, by its `typ`.
          "typ":7                     | `typ` in the token's header is no string.
          "cty":"JWT"                 | The token is not well-formed.
          "cty":"text"                | The token contains something else than claims (`cty`).
          "kid":7                     | `kid` in the token's header is no string.
          "kid":["ec"]                | `kid` in the token's header is no string.
          """)
  void aHeaderThatMeansSomethingElseIsRefused(String members, String detail) {
    String header = "{\"alg\":\"ES256\",%s}".formatted(members);

    assertThat(verify(Tokens.of(header, claims(NOW), new byte[64])))
        .isEqualTo(new Verdict.Invalid(detail));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt"})
  void accessTokensMaySayThatTheyAre(String type) {
    assertThat(verify(sign(EC, "ES256", claims(NOW), Map.of("kid", "ec", "typ", type))))
        .isInstanceOf(Verdict.Valid.class);
  }

  @Test
  void aTokenOfAnotherOrForAnotherIsRefused() {
    assertThat(detailOf("iss", "\"https://login.example.com\""))
        .isEqualTo("The token is of another issuer (`iss`).");
    assertThat(detailOf("iss", "\"" + Tokens.ISSUER + "/\""))
        .isEqualTo("The token is of another issuer (`iss`).");
    assertThat(detailOf("iss", "")).isEqualTo("The token has no `iss`.");
    assertThat(detailOf("aud", "\"account\""))
        .isEqualTo("The token is for another audience (`aud`).");
    assertThat(detailOf("aud", "[]")).startsWith("The token ");
    assertThat(detailOf("aud", "\"tidewire \""))
        .isEqualTo("The token is for another audience (`aud`).");
    assertThat(detailOf("aud", "")).isEqualTo("The token has no `aud`.");
    assertThat(access("aud", "[\"account\",\"tidewire\"]").id()).isEqualTo("lyon-gateway");
  }

  @Test
  void aTokenIsWorthSomethingInItsTimeOnly() {
    long now = NOW.getEpochSecond();
    assertThat(access("exp", Long.toString(now - 29)).expires()).isEqualTo(NOW.plusSeconds(1));
    assertThat(verify(sign(EC, "ES256", claims(NOW, "exp", Long.toString(now - 30)))))
        .isEqualTo(new Verdict.Expired());
    assertThat(detailOf("exp", "")).isEqualTo("The token has no `exp`.");
    assertThat(verify(sign(EC, "ES256", claims(NOW, "exp", "-1"))))
        .isEqualTo(new Verdict.Expired());
    assertThat(access("exp", "9223372036854775807").expires()).isEqualTo(Instant.MAX);
    assertThat(detailOf("nbf", Long.toString(now + 31)))
        .isEqualTo("The token is not valid yet, by its `nbf`.");
    assertThat(access("nbf", Long.toString(now + 30)).id()).isEqualTo("lyon-gateway");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          exp | "2099"
          exp | null
          exp | [4070908800]
          exp | 99999999999999999999999999
          nbf | "now"
          iss | ["https://login.example.com/plant"]
          aud | {"tidewire":true}
          aud | 7
          sub | 7
          sub | null
          sub | ""
          sub | "  "
          sub | "a\\r\\nINFO forged"
          sub | "Zoë"
          scope | 7
          scope | {"query":true}
          scope | ["query",7]
          scope | null
          tidewire_read | true
          tidewire_read | null
          tidewire_read | [["*"]]
          tidewire_read | ["a*b"]
          tidewire_read | ""
          tidewire_write | [null]
          """)
  void aClaimOfTheWrongKindIsRefused(String name, String value) {
    assertThat(detailOf(name, value)).isNotBlank().doesNotContain("\n", "forged", "Exception");
  }

  @Test
  void aSubjectHasABound() {
    assertThat(access("sub", "\"" + "s".repeat(255) + "\"").id()).hasSize(255);
    assertThat(detailOf("sub", "\"" + "s".repeat(256) + "\""))
        .isEqualTo("`sub` of the token must be a string of 1 to 255 printable ASCII characters.");
    assertThat(detailOf("sub", "")).startsWith("`sub` of the token");
  }

  @Test
  void whatATokenDoesNotSayItDoesNotGrant() {
    Access nothing = access("scope", "", "tidewire_read", "", "tidewire_write", "[]");

    assertThat(nothing.scopes()).isEmpty();
    assertThat(nothing.read()).isEqualTo(SensorPatterns.NONE);
    assertThat(nothing.write()).isEqualTo(SensorPatterns.NONE);
    assertThat(access("scope", "\"\"").scopes()).isEmpty();
    assertThat(access("scope", "[\"query\"]").scopes()).containsExactly(Scope.QUERY);
    assertThat(access("scope", "\"Query queries\"").scopes()).isEmpty();
  }

  @Test
  void whatIsSaidTwiceIsRefused() {
    String twice = claims(NOW).replaceFirst("\\{", "{\"scope\":\"operate\",");
    assertThat(detail(sign(EC, "ES256", twice))).isEqualTo(MALFORMED);
    assertThat(
            detail(
                Tokens.of(
                    "{\"alg\":\"none\",\"alg\":\"ES256\",\"kid\":\"ec\"}",
                    claims(NOW),
                    new byte[64])))
        .isEqualTo(MALFORMED);
  }

  @Test
  void whatIsNoTokenIsRefused() {
    String inner = sign(EC, "ES256", claims(NOW));
    for (String text :
        List.of(
            "",
            "a",
            "a.b.c",
            "..",
            "...",
            "a.b.c.d.e",
            inner + ".",
            "." + inner,
            inner.replace('.', ','),
            Tokens.of("[]", "[]", new byte[1]),
            Tokens.of("{", "{", new byte[1]),
            Tokens.of("null", "null", new byte[1]),
            Tokens.of("{\"alg\":\"ES256\",\"kid\":\"ec\"}", "[".repeat(5_000), new byte[64]),
            Tokens.of("{\"a\":".repeat(1_000), "{}", new byte[64]),
            sign(EC, "ES256", "[".repeat(5_000)),
            sign(EC, "ES256", "{\"a\":".repeat(1_000)),
            sign(EC, "ES256", inner),
            sign(EC, "ES256", "\"text\""),
            sign(EC, "ES256", ""),
            "x".repeat(100_000),
            "x.".repeat(50_000))) {
      assertThat(verify(text)).as(text).isInstanceOf(Verdict.Invalid.class);
    }
    assertThat(TokenVerifier.isToken(inner)).isTrue();
    assertThat(TokenVerifier.isToken("eyJhbGciOiJub25lIn0.e30.")).isFalse();
    assertThat(TokenVerifier.isToken(inner + ".x.y")).isFalse();
  }
}
