package dev.tidewire.query.http;

import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.rest.CallerAccess;
import dev.tidewire.platform.security.ClientAddress;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** One client may wait with at most a quarter of the requests that may. Thread-safe. */
final class WaitShares {
  private static final int CLIENTS = 4;

  private final Map<String, Integer> waiting = new HashMap<>();
  private final int share;

  /**
   * @param most how many may wait, of all clients
   */
  WaitShares(int most) {
    this.share = Math.max(1, most / CLIENTS);
  }

  /** Who waits: the caller, or the address where nobody is asked who they are. */
  static String client(RoutingContext exchange) {
    Access access = CallerAccess.of(exchange);
    return access.origin() == Access.Origin.NOBODY
        ? ClientAddress.of(exchange.request())
        : access.origin().code() + ' ' + access.id();
  }

  /** Room for one more request of the client, which it leaves once; empty if there is none. */
  synchronized Optional<Runnable> take(String client) {
    if (waiting.getOrDefault(client, 0) >= share) {
      return Optional.empty();
    }
    waiting.merge(client, 1, Integer::sum);
    AtomicBoolean isTaken = new AtomicBoolean(true);
    return Optional.of(
        () -> {
          if (isTaken.getAndSet(false)) {
            leave(client);
          }
        });
  }

  private synchronized void leave(String client) {
    waiting.computeIfPresent(client, (who, count) -> count == 1 ? null : count - 1);
  }
}
