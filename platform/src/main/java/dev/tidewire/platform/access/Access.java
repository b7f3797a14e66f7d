package dev.tidewire.platform.access;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * What a caller may do.
 *
 * @param origin how it is known who the caller is
 * @param id who it is, for logs: never a secret
 * @param write the sensors whose readings it may send
 * @param read the sensors that it may see
 * @param expires when it ends; {@link Instant#MAX} for never
 * @param limits how much it may do
 */
public record Access(
    Origin origin,
    String id,
    Set<Scope> scopes,
    SensorPatterns write,
    SensorPatterns read,
    Instant expires,
    Limits limits) {
  /** How it is known who a caller is. */
  public sealed interface Origin {
    /** Nobody has asked. */
    Origin NOBODY = new Nobody();

    /** By a key of the key file. */
    Origin KEY = new Key();

    /** Nobody has asked. */
    record Nobody() implements Origin {}

    /** By a key of the key file. */
    record Key() implements Origin {}

    /**
     * By a signed token.
     *
     * @param signedBy the thumbprint of the key that signed it
     */
    record Token(String signedBy) implements Origin {}

    /** As records of the audit have it. */
    default String code() {
      return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
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

  /** Access with the limits of the service. */
  public Access(
      Origin origin,
      String id,
      Set<Scope> scopes,
      SensorPatterns write,
      SensorPatterns read,
      Instant expires) {
    this(origin, id, scopes, write, read, expires, Limits.DEFAULT);
  }

  /** Keeps its own copy of the scopes. */
  public Access {
    scopes = Set.copyOf(scopes);
  }

  /** Whether it has ended. */
  public boolean isExpired(Instant now) {
    return !now.isBefore(expires);
  }
}
