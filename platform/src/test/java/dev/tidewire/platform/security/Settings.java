package dev.tidewire.platform.security;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Settings for tests. */
record Settings(Optional<Set<Mode>> mode, Optional<Path> file, OidcConfig oidc)
    implements SecurityConfig {
  static Settings of(Mode... modes) {
    return new Settings(
        modes.length == 0 ? Optional.empty() : Optional.of(Set.of(modes)),
        Optional.empty(),
        OidcSettings.of());
  }

  Settings with(Path keys) {
    return new Settings(mode, Optional.of(keys), oidc);
  }

  Settings with(OidcConfig tokens) {
    return new Settings(mode, file, tokens);
  }

  @Override
  public Limits limits() {
    return new Limits() {
      @Override
      public int failedLogins() {
        return 20;
      }

      @Override
      public OptionalInt requestsPerSecond() {
        return OptionalInt.empty();
      }

      @Override
      public int concurrentRequests() {
        return 256;
      }
    };
  }

  @Override
  public Audit audit() {
    return new Audit() {
      @Override
      public Duration period() {
        return Duration.ofMinutes(1);
      }

      @Override
      public Duration timeout() {
        return Duration.ofSeconds(2);
      }
    };
  }

  @Override
  public ApiKeys apiKeys() {
    return () -> file;
  }
}
