package dev.tidewire.ingest.http;

import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends requests that take longer than they may, at most {@value #PERIOD_MILLIS} ms later. One timer
 * for all of them: a timer for each would cost more than many a reading. Thread-safe.
 */
final class Deadlines {
  private static final long PERIOD_MILLIS = 250;

  private final Set<HttpExchange> open = ConcurrentHashMap.newKeySet();

  Deadlines(Vertx vertx) {
    vertx.setPeriodic(PERIOD_MILLIS, id -> check());
  }

  void add(HttpExchange exchange) {
    open.add(exchange);
  }

  void remove(HttpExchange exchange) {
    open.remove(exchange);
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  private void check() {
    long now = System.nanoTime();
    open.forEach(exchange -> exchange.endIfLate(now));
  }
}
