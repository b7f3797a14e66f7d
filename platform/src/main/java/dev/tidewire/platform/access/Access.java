package dev.tidewire.platform.access;

import java.time.Instant;
import java.util.Set;

/**
 * What a caller may do.
 *
 * @param origin how it is known who the caller is
 * @param id who it is, for logs: never a secret
 * @param write the sensors whose readings it may send
 * @param read the sensors that it may see
 * @param expires when it ends; {@link Instant#MAX} for never
 */
public record Access(
    Origin origin,
    String id,
    Set<Scope> scopes,
    SensorPatterns write,
    SensorPatterns read,
    Instant expires) {
  /** How it is known who a caller is. */
  public enum Origin {
    /** Nobody has asked. */
    NOBODY,
    /** By a key of the key file. */
    KEY,
    /** By a signed token. */
    TOKEN
  }

  /** Of everyone where nobody is asked who they are. */
  public static final Access EVERYTHING =
      new Access(
          Origin.NOBODY,
          "anonymous",
          Set.of(Scope.values()),
          SensorPatterns.ALL,
          SensorPatterns.ALL,
          Instant.MAX);

  /** Keeps its own copy of the scopes. */
  public Access {
    scopes = Set.copyOf(scopes);
  }

  /** Whether it has ended. */
  public boolean isExpired(Instant now) {
    return !now.isBefore(expires);
  }
}
