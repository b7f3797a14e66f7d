package dev.tidewire.platform.rest;

import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.Operation;
import dev.tidewire.platform.access.Reason;
import dev.tidewire.platform.audit.AuditLog;
import dev.tidewire.platform.audit.Order;
import dev.tidewire.platform.security.AccessControl;
import dev.tidewire.platform.security.ClientAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Records what operators order, before it is done. */
@Singleton
public final class OrderAudit {
  private final AuditLog audit;
  private final AccessControl control;

  OrderAudit(AuditLog audit, AccessControl control) {
    this.audit = audit;
    this.control = control;
  }

  /**
   * Completes once the record is written, with its id; otherwise fails within its time-out, and
   * nothing may be done. Called on the event loop of the request, and completes there.
   *
   * @param details what exactly is ordered, as a JSON object
   */
  public Uni<UUID> record(RoutingContext exchange, String details) {
    Operation operation = CallerAccess.operation(exchange);
    Access caller = CallerAccess.of(exchange);
    Context eventLoop = exchange.vertx().getOrCreateContext();
    UUID id = UUID.randomUUID();
    Order order =
        new Order(id, operation.id(), caller, ClientAddress.of(exchange.request()), details);
    return Uni.createFrom()
        .completionStage(() -> audit.record(order))
        .emitOn(task -> eventLoop.runOnContext(now -> task.run()))
        .onFailure()
        .invoke(() -> control.refused(operation, caller, Reason.AUDIT_UNAVAILABLE))
        .replaceWith(id);
  }
}
