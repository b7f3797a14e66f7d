package dev.tidewire.processing;

import io.smallrye.config.ConfigMapping;

/** Who may use the service's endpoints. */
@ConfigMapping(prefix = "tidewire.security")
interface SecurityConfig {
  /** Has no default in production, so that nobody runs an open service without having said so. */
  Mode mode();

  /** The ways of protecting the service. */
  enum Mode {
    /** No authentication: the network keeps strangers out. */
    NONE
  }
}
