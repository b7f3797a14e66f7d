package dev.tidewire.platform.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Who may use the service. */
@ConfigMapping(prefix = "tidewire.security")
public interface SecurityConfig {
  /**
   * How callers are authenticated: {@code none}, or {@code api-keys}, {@code oidc} or both of them.
   * Has to be chosen in production, so that nobody runs an open service by mistake.
   */
  Optional<Set<Mode>> mode();

  /** The keys of callers. */
  ApiKeys apiKeys();

  /** Whose tokens are taken, and what they grant. */
  OidcConfig oidc();

  /** The keys of callers. */
  interface ApiKeys {
    /** The key file. It is read again within a second after it has changed. */
    Optional<Path> file();
  }

  /** How much callers may do. */
  Limits limits();

  /** The records of who did what. */
  Audit audit();

  /** How much callers may do. */
  interface Limits {
    /**
     * After how many invalid credentials in a minute more of them from the same address are
     * answered 429: 1 to 1000000. Valid ones are not concerned.
     */
    @WithDefault("20")
    int failedLogins();

    /**
     * How many requests a second a credential may send that names no limit itself: 1 to 1000000.
     * Unlimited unless it is set.
     */
    OptionalInt requestsPerSecond();

    /**
     * How many requests a credential may have in progress that names no limit itself, their answers
     * included: 1 to 1000000.
     */
    @WithDefault("256")
    int concurrentRequests();
  }

  /** The records of who did what. */
  interface Audit {
    /** How often the uses of credentials and the refusals are written: 1s to 1h. */
    @WithDefault("60s")
    Duration period();

    /**
     * How long an operator's action waits for its record to be written before it is refused: 500ms
     * to 30s.
     */
    @WithDefault("2s")
    Duration timeout();
  }

  /** The ways to authenticate. */
  enum Mode {
    /** No authentication; the network protects the service. */
    NONE,
    /** Keys of a key file. */
    API_KEYS,
    /** Tokens of an OpenID Connect provider. */
    OIDC
  }
}
