package dev.tidewire.platform.rest;

import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.Operation;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/** What the caller of a request may do, for the resource that answers it. */
public final class CallerAccess {
  private static final String KEY = Access.class.getName();
  private static final String OPERATION = Operation.class.getName();

  private CallerAccess() {}

  /** What it may do; every request that has reached a resource has it. */
  public static Access of(RoutingContext exchange) {
    return Objects.requireNonNull(exchange.<Access>get(KEY), "no access was granted");
  }

  /** What it has asked for. */
  static Operation operation(RoutingContext exchange) {
    return Objects.requireNonNull(exchange.<Operation>get(OPERATION), "no access was granted");
  }

  static void put(RoutingContext exchange, Access access, Operation operation) {
    exchange.put(KEY, access);
    exchange.put(OPERATION, operation);
  }
}
