package dev.tidewire.platform.security;

import dev.tidewire.platform.config.ConfigFaults;

/** Checks that somebody has decided who may use the service. */
public final class SecurityCheck {
  private SecurityCheck() {}

  /** Adds what is wrong. */
  public static void check(SecurityConfig security, ConfigFaults faults) {
    if (security.mode().isEmpty()) {
      faults.add(
          "tidewire.security.mode is not set. Set it to `none` when the network protects this"
              + " service: it then answers everyone who can reach it.");
    }
  }
}
