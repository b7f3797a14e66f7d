package dev.tidewire.platform.security;

import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.ApiKeys;
import dev.tidewire.platform.access.KeyFileException;
import dev.tidewire.platform.access.Reason;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.token.TokenVerifier;
import dev.tidewire.platform.token.Verdict;
import dev.tidewire.platform.token.VerifiedTokens;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows callers by tokens that a provider has signed. */
final class TokenAuthenticator implements Authenticator {
  /** Some thousand tokens of clients that send again and again. */
  private static final long CACHE_BYTES = 4 << 20;

  private static final Authentication NO_KEYS =
      new Authentication.Refused(
          Problem.of(
              ProblemType.PROVIDER_UNAVAILABLE,
              "Tokens cannot be checked yet, because their provider has not told its keys. Send"
                  + " the request again later."),
          Reason.PROVIDER_UNAVAILABLE,
          null);

  private final @Nullable Trust trust;
  private final InstantSource clock;
  private final VerifiedTokens verified = new VerifiedTokens(CACHE_BYTES);

  /** Whose tokens are taken. */
  record Trust(KeySource source, TokenVerifier verifier) {}

  TokenAuthenticator(@Nullable Trust trust, InstantSource clock) {
    this.trust = trust;
    this.clock = clock;
  }

  static TokenAuthenticator of(SecurityConfig config, Vertx vertx, InstantSource clock) {
    boolean isUsed = config.mode().orElse(Set.of()).contains(SecurityConfig.Mode.OIDC);
    return new TokenAuthenticator(isUsed ? Trusts.of(config.oidc(), vertx, clock) : null, clock);
  }

  @Override
  public boolean isFor(String secret) {
    return !ApiKeys.isKey(secret);
  }

  @Override
  public Authentication authenticate(String secret) {
    if (trust == null || !TokenVerifier.isToken(secret)) {
      return Authentication.UNKNOWN;
    }
    if (trust.source().keys().size() == 0) {
      return NO_KEYS;
    }
    return verified
        .find(secret)
        .filter(access -> grants(access) && !access.isExpired(clock.instant()))
        .<Authentication>map(Authentication.Known::new)
        .orElseGet(() -> verify(trust, secret));
  }

  private Authentication verify(Trust in, String token) {
    Verdict verdict = in.verifier().verify(token, in.source().keys());
    if (verdict instanceof Verdict.Valid valid) {
      verified.add(token, valid.access());
      return new Authentication.Known(valid.access());
    }
    if (verdict instanceof Verdict.Invalid invalid) {
      return refused(invalid.detail(), Reason.INVALID_CREDENTIAL);
    }
    if (verdict instanceof Verdict.Expired) {
      return refused("The token has expired.", Reason.EXPIRED_CREDENTIAL);
    }
    in.source().missing();
    return refused(
        "The token is signed by a key that its provider has not told.", Reason.INVALID_CREDENTIAL);
  }

  private static Authentication refused(String detail, Reason reason) {
    return Authentication.refused(detail, reason, null);
  }

  @Override
  public boolean grants(Access access) {
    return trust != null
        && access.origin() instanceof Access.Origin.Token token
        && trust.source().keys().has(token.signedBy());
  }

  @Override
  public void load() throws KeyFileException {
    if (trust != null) {
      trust.source().load();
    }
  }

  @Override
  public void look() {
    if (trust != null) {
      trust.source().look();
    }
  }

  @Override
  public void register(MeterRegistry registry) {
    Gauge.builder(
            "tidewire.security.token.keys", () -> trust == null ? 0 : trust.source().keys().size())
        .description("Keys that tokens may be signed by")
        .register(registry);
    Gauge.builder(
            "tidewire.security.token.keys.failing",
            () -> trust != null && trust.source().isFailing() ? 1 : 0)
        .description("Whether these keys cannot be fetched or read, so that older ones are in use")
        .register(registry);
  }
}
