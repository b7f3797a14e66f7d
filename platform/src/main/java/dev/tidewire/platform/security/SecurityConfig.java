package dev.tidewire.platform.security;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Who may use the service. */
@ConfigMapping(prefix = "tidewire.security")
public interface SecurityConfig {
  /**
   * How callers are authenticated: {@code none}, or {@code api-keys}. Has to be chosen in
   * production, so that nobody runs an open service by mistake.
   */
  Optional<Set<Mode>> mode();

  /** The keys of callers. */
  ApiKeys apiKeys();

  /** The keys of callers. */
  interface ApiKeys {
    /** The key file. It is read again within a second after it has changed. */
    Optional<Path> file();
  }

  /** The ways to authenticate. */
  enum Mode {
    /** No authentication; the network protects the service. */
    NONE,
    /** Keys of a key file. */
    API_KEYS
  }
}
