package dev.tidewire.platform.security;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

/** Where a request comes from, as records have it. */
public final class ClientAddress {
  /** Longer than any address; a proxy may forward anything. */
  private static final int MAX_CHARACTERS = 64;

  private ClientAddress() {}

  /** The address, or what a proxy that is trusted says that it is. */
  public static String of(HttpServerRequest request) {
    SocketAddress remote = request.remoteAddress();
    String address = remote == null ? null : remote.hostAddress();
    if (address == null) {
      address = remote == null ? "unknown" : String.valueOf(remote.host());
    }
    return address.length() <= MAX_CHARACTERS ? address : address.substring(0, MAX_CHARACTERS);
  }
}
