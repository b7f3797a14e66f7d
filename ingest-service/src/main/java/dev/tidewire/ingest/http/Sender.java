package dev.tidewire.ingest.http;

import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.security.ClientAddress;
import io.vertx.core.http.HttpServerRequest;

/**
 * Who sends a request, as limits and bounds tell clients apart. Where nobody is asked who they are,
 * an address is a sender.
 *
 * @param kind of the name
 */
record Sender(String kind, String name) {
  static Sender of(Access access, HttpServerRequest request) {
    return access.origin().equals(Access.Origin.NOBODY)
        ? new Sender("address", ClientAddress.networkOf(request))
        : new Sender(access.origin().code(), access.id());
  }
}
