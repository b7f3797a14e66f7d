package dev.tidewire.platform.security;

import dev.tidewire.platform.config.ConfigFaults;
import dev.tidewire.platform.security.SecurityConfig.Mode;
import java.time.Duration;
import java.util.Set;

/** Checks that somebody has decided who may use the service. */
public final class SecurityCheck {
  private static final int MOST = 1_000_000;

  private SecurityCheck() {}

  /** Adds what is wrong. */
  public static void check(SecurityConfig security, ConfigFaults faults) {
    Set<Mode> modes = security.mode().orElse(Set.of());
    if (modes.isEmpty()) {
      faults.add(
          "tidewire.security.mode is not set. Set it to `api-keys`, and"
              + " tidewire.security.api-keys.file to the key file; to `oidc`, and"
              + " tidewire.security.oidc.issuer and .audience to those of an OpenID Connect"
              + " provider; or to `none` when the network"
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
    if (modes.contains(Mode.OIDC)) {
      OidcCheck.check(security.oidc(), faults);
    } else {
      OidcCheck.checkUnused(security.oidc(), faults);
    }
    ConfigFaults bounds = new ConfigFaults("tidewire.security.");
    checkBounds(security, bounds);
    bounds.all().forEach(faults::add);
  }

  private static void checkBounds(SecurityConfig security, ConfigFaults faults) {
    SecurityConfig.Limits limits = security.limits();
    faults.within("limits.failed-logins", limits.failedLogins(), 1, MOST);
    faults.within("limits.requests-per-second", limits.requestsPerSecond().orElse(1), 1, MOST);
    faults.within("limits.concurrent-requests", limits.concurrentRequests(), 1, MOST);
    SecurityConfig.Audit audit = security.audit();
    faults.within("audit.period", audit.period(), Duration.ofSeconds(1), Duration.ofHours(1));
    faults.within("audit.timeout", audit.timeout(), Duration.ofMillis(500), Duration.ofSeconds(30));
  }
}
