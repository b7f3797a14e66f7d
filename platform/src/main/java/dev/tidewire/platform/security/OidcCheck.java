package dev.tidewire.platform.security;

import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.platform.config.ConfigFaults;
import dev.tidewire.platform.token.SafeUrl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Checks what a configuration says of tokens. */
final class OidcCheck {
  private static final String PREFIX = "tidewire.security.oidc.";

  private final OidcConfig config;
  private final ConfigFaults faults = new ConfigFaults(PREFIX);

  private OidcCheck(OidcConfig config) {
    this.config = config;
  }

  /** Adds what is wrong where the mode is {@code oidc}. */
  static void check(OidcConfig config, ConfigFaults faults) {
    OidcCheck check = new OidcCheck(config);
    check.needed("issuer", config.issuer(), "the URL of the provider, as its tokens have it");
    check.needed("audience", config.audience(), "what tokens for Tidewire have in `aud`");
    check.urls();
    check.bounds();
    check.patterns("default-write", config.defaultWrite());
    check.patterns("default-read", config.defaultRead());
    check.faults.all().forEach(faults::add);
  }

  /** Adds what is wrong where the mode is another: settings that nobody reads. */
  static void checkUnused(OidcConfig config, ConfigFaults faults) {
    if (config.issuer().isPresent() || config.jwksFile().isPresent()) {
      faults.add(PREFIX + "issuer or jwks-file is set, but the mode is not `oidc`.");
    }
  }

  private void needed(String key, Optional<String> value, String meaning) {
    if (value.filter(text -> !text.isBlank()).isEmpty()) {
      faults.add("%s%s must be set with the mode `oidc`: %s.".formatted(PREFIX, key, meaning));
    }
  }

  private void urls() {
    if (config.jwksFile().isEmpty()) {
      safe("issuer", config.issuer());
      safe("jwks-url", config.jwksUrl());
    } else if (config.jwksUrl().isPresent()) {
      faults.add("%sjwks-file and jwks-url are set; only one can be.".formatted(PREFIX));
    }
  }

  private void safe(String key, Optional<String> url) {
    if (url.filter(text -> !SafeUrl.isSafe(text)).isPresent()) {
      faults.add(
          "%s%s must be a URL that begins with https:// (http:// only for localhost)."
              .formatted(PREFIX, key));
    }
  }

  private void bounds() {
    faults.within("leeway", config.leeway(), Duration.ZERO, Duration.ofMinutes(5));
    faults.within("refresh", config.refresh(), Duration.ofSeconds(10), Duration.ofDays(1));
    faults.within("timeout", config.timeout(), Duration.ofMillis(100), Duration.ofMinutes(1));
    if (config.algorithms().isEmpty()) {
      faults.add(PREFIX + "algorithms must name at least one algorithm.");
    }
  }

  private void patterns(String key, Optional<List<String>> patterns) {
    for (String pattern : patterns.orElse(List.of())) {
      String violation = SensorPatterns.violation(pattern);
      if (violation != null) {
        faults.add("%s%s is wrong: %s.".formatted(PREFIX, key, violation));
      }
    }
  }
}
