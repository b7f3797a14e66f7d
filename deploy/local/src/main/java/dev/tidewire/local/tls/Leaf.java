package dev.tidewire.local.tls;

import java.time.Duration;
import java.util.List;

/**
 * What a certificate says of a server or a client.
 *
 * @param name the common name, and the name of its files
 * @param addresses where it may be found, as {@code dns:localhost} or {@code ip:127.0.0.1}
 * @param age how long ago it became valid
 * @param days for how long it is valid from then on
 */
public record Leaf(String name, List<String> addresses, Duration age, int days) {
  private static final int DAYS = 365;

  public Leaf {
    addresses = List.copyOf(addresses);
  }

  /** A certificate for this machine: {@code localhost} and {@code 127.0.0.1}. */
  public static Leaf local(String name) {
    return new Leaf(name, List.of("dns:localhost", "ip:127.0.0.1"), Duration.ofHours(1), DAYS);
  }

  /** The same for another address. */
  public Leaf at(String... others) {
    return new Leaf(name, List.of(others), age, days);
  }

  /** The same, but its time was over yesterday. */
  public Leaf expired() {
    return new Leaf(name, addresses, Duration.ofDays(days + 1L), days);
  }
}
