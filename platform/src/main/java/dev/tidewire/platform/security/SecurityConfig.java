package dev.tidewire.platform.security;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who may use the service. */
@ConfigMapping(prefix = "tidewire.security")
public interface SecurityConfig {
  /**
   * How callers are authenticated. Has to be chosen in production, so that nobody runs an open
   * service by mistake. {@code none}: no authentication; the network protects the service.
   */
  Optional<Mode> mode();

  /** The ways to authenticate. */
  enum Mode {
    /** No authentication; the network protects the service. */
    NONE
  }
}
