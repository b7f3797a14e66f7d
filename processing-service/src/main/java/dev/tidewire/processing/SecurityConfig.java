package dev.tidewire.processing;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who may use the service. */
@ConfigMapping(prefix = "tidewire.security")
public interface SecurityConfig {
  /**
   * Has to be chosen in production. {@code none}: no authentication; the network protects the
   * service.
   */
  Optional<Mode> mode();

  /** How callers prove who they are. */
  enum Mode {
    /** They do not; the network protects the service. */
    NONE
  }
}
