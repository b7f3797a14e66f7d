package dev.tidewire.platform.security;

import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.Authorization;
import dev.tidewire.platform.access.Operation;
import dev.tidewire.platform.access.Reason;
import dev.tidewire.platform.audit.AuditLog;
import dev.tidewire.platform.audit.Use;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What every handler asks before anything else: lets in whom the {@link Gate} knows, within limits,
 * and has on record who came and who was refused.
 */
@Singleton
public final class AccessControl {
  private static final Authorization TOO_MANY =
      new Authorization.Denied(
          Problem.of(
              ProblemType.TOO_MANY_FAILED_LOGINS,
              "The credential is not valid, and neither were many before it from the same address."),
          Reason.FAILED_LOGINS,
          null);

  private final Gate gate;
  private final AuditLog audit;
  private final Refusals refusals;
  private final FailedLogins failedLogins;
  private final Quotas quotas;

  @Inject
  AccessControl(Gate gate, AuditLog audit, SecurityConfig config, MeterRegistry registry) {
    this(gate, audit, config.limits(), registry, sinceNow());
  }

  AccessControl(
      Gate gate,
      AuditLog audit,
      SecurityConfig.Limits limits,
      MeterRegistry registry,
      LongSupplier nanos) {
    this.gate = gate;
    this.audit = audit;
    this.refusals = new Refusals(registry);
    this.failedLogins =
        new FailedLogins(limits.failedLogins(), new SecureRandom().nextLong(), nanos);
    this.quotas =
        new Quotas(limits.requestsPerSecond().orElse(0), limits.concurrentRequests(), nanos);
  }

  private static LongSupplier sinceNow() {
    long start = System.nanoTime();
    return () -> System.nanoTime() - start;
  }

  /** Whether a request may perform an operation. It counts as in progress until it has ended. */
  public Authorization enter(Operation operation, RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    return enter(
        operation,
        request.headers(),
        ClientAddress.of(request),
        release -> exchange.addEndHandler(end -> release.run()));
  }

  /**
   * Whether a request may perform an operation.
   *
   * @param atEnd takes what has to run when the request has ended, once or more often
   */
  Authorization enter(
      Operation operation, MultiMap headers, String address, Consumer<Runnable> atEnd) {
    Authorization decided = gate.enter(operation, headers);
    Authorization limited =
        decided instanceof Authorization.Granted granted
            ? limited(granted, atEnd)
            : limited((Authorization.Denied) decided, address);
    record(operation, address, limited);
    return limited;
  }

  /** Counts that what a caller had been granted was not done in the end. */
  public void refused(Operation operation, Access caller, Reason reason) {
    refusals.count(reason);
    audit.count(Use.of(operation.id(), caller, reason));
  }

  private Authorization limited(Authorization.Granted granted, Consumer<Runnable> atEnd) {
    Access access = granted.access();
    if (access.origin().equals(Access.Origin.NOBODY)) {
      return granted;
    }
    Quotas.Quota quota = quotas.of(access);
    if (!quota.request(access)) {
      return exceeded(
          access,
          Reason.REQUESTS_PER_SECOND,
          "`%s` may send %d requests a second (`requestsPerSecond`); more have come."
              .formatted(access.id(), quotas.requestsPerSecond(access)));
    }
    if (!quota.open(access)) {
      return exceeded(
          access,
          Reason.CONCURRENT_REQUESTS,
          "`%s` may have %d requests in progress (`concurrentRequests`). Read the answers first."
              .formatted(access.id(), quotas.concurrentRequests(access)));
    }
    AtomicBoolean hasEnded = new AtomicBoolean();
    atEnd.accept(
        () -> {
          if (hasEnded.compareAndSet(false, true)) {
            quota.close();
          }
        });
    return granted;
  }

  private static Authorization exceeded(Access access, Reason reason, String detail) {
    return new Authorization.Denied(Problem.of(ProblemType.LIMIT_REACHED, detail), reason, access);
  }

  /** A valid credential is never looked for here, so that it works from the same address. */
  private Authorization limited(Authorization.Denied denied, String address) {
    boolean isFailedLogin =
        denied.reason() == Reason.INVALID_CREDENTIAL
            || denied.reason() == Reason.MALFORMED_CREDENTIAL;
    return isFailedLogin && failedLogins.isTooMany(address) ? TOO_MANY : denied;
  }

  private void record(Operation operation, String address, Authorization decided) {
    if (decided instanceof Authorization.Denied denied) {
      refused(operation, denied, address);
    } else if (decided instanceof Authorization.Granted granted
        && !granted.access().origin().equals(Access.Origin.NOBODY)) {
      audit.count(Use.of(operation.id(), granted.access(), null));
    }
  }

  private void refused(Operation operation, Authorization.Denied denied, String address) {
    if (denied.caller() != null) {
      refused(operation, denied.caller(), denied.reason());
    } else {
      refusals.count(denied.reason());
      audit.count(Use.ofStranger(operation.id(), address, denied.reason()));
    }
  }
}
