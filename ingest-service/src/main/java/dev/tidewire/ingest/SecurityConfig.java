package dev.tidewire.ingest;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who may send readings. */
@ConfigMapping(prefix = "tidewire.security")
public interface SecurityConfig {
  /**
   * How senders are authenticated. Must be chosen: without it the service does not start, so that
   * nobody runs an open service by oversight.
   */
  Optional<Mode> mode();

  /** The ways to authenticate. */
  enum Mode {
    /** No authentication; the network protects the service. */
    NONE
  }
}
