package dev.tidewire.platform.security;

import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.platform.token.GrantClaims;
import dev.tidewire.platform.token.TokenRules;
import dev.tidewire.platform.token.TokenVerifier;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Makes what a configuration that was checked says of tokens. */
final class Trusts {
  private Trusts() {}

  static TokenAuthenticator.Trust of(OidcConfig config, Vertx vertx, InstantSource clock) {
    return new TokenAuthenticator.Trust(
        source(config, vertx), new TokenVerifier(rules(config), clock));
  }

  private static KeySource source(OidcConfig config, Vertx vertx) {
    if (config.jwksFile().isPresent()) {
      return new JwksFile(config.jwksFile().get());
    }
    return new Provider(
        config.issuer().orElseThrow(),
        config.jwksUrl(),
        new ProviderClient(vertx, config.caCertificate(), config.timeout()),
        vertx,
        new FetchSchedule(config.refresh(), () -> ThreadLocalRandom.current().nextDouble()),
        System::nanoTime);
  }

  private static TokenRules rules(OidcConfig config) {
    return new TokenRules(
        config.issuer().orElseThrow(),
        config.audience().orElseThrow(),
        config.algorithms(),
        config.leeway(),
        new GrantClaims(
            config.scopeClaim(),
            config.scopePrefix().orElse(""),
            config.writeClaim(),
            config.readClaim(),
            SensorPatterns.of(config.defaultWrite().orElse(List.of())),
            SensorPatterns.of(config.defaultRead().orElse(List.of()))));
  }
}
