package dev.tidewire.platform.security;

import dev.tidewire.platform.config.ConfigFaults;
import dev.tidewire.platform.security.SecurityConfig.Mode;
import java.util.Set;

/** Checks that somebody has decided who may use the service. */
public final class SecurityCheck {
  private SecurityCheck() {}

  /** Adds what is wrong. */
  public static void check(SecurityConfig security, ConfigFaults faults) {
    Set<Mode> modes = security.mode().orElse(Set.of());
    if (modes.isEmpty()) {
      faults.add(
          "tidewire.security.mode is not set. Set it to `api-keys`, and"
              + " tidewire.security.api-keys.file to the key file; or to `none` when the network"
              + " protects this service: it then answers everyone who can reach it.");
    }
    if (modes.contains(Mode.NONE) && modes.size() > 1) {
      faults.add(
          "tidewire.security.mode has `none` and another mode; it can have only one of both.");
    }
    if (modes.contains(Mode.API_KEYS) != security.apiKeys().file().isPresent()) {
      faults.add(
          modes.contains(Mode.API_KEYS)
              ? "tidewire.security.api-keys.file must be set with the mode `api-keys`."
              : "tidewire.security.api-keys.file is set, but the mode is not `api-keys`.");
    }
  }
}
