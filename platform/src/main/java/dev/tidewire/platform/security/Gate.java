package dev.tidewire.platform.security;

import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.Authorization;
import dev.tidewire.platform.access.Credentials;
import dev.tidewire.platform.access.KeyFileException;
import dev.tidewire.platform.access.Operation;
import dev.tidewire.platform.access.Reason;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.security.SecurityConfig.Mode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides who may do what, by the operation that a handler performs: how the URL
 * is written plays no part. Handlers ask it through {@link AccessControl}.
 */
@Singleton
public final class Gate {
  private static final Logger LOG = Logger.getLogger(Gate.class);
  private static final String API_KEY = "X-API-Key";
  private static final long SECOND = 1_000;

  private final Set<Mode> modes;
  private final List<Authenticator> authenticators;
  private final Clock clock;
  private final Ongoing ongoing = new Ongoing();
  private boolean failing;

  @Inject
  Gate(SecurityConfig config, Vertx vertx) {
    this(
        config.mode().orElse(Set.of()),
        List.of(
            new ApiKeyAuthenticator(config.apiKeys().file(), Clock.systemUTC()),
            TokenAuthenticator.of(config, vertx, Clock.systemUTC())),
        Clock.systemUTC());
  }

  Gate(Set<Mode> modes, List<Authenticator> authenticators, Clock clock) {
    this.modes = modes;
    this.authenticators = authenticators;
    this.clock = clock;
  }

  void start(@Observes @Priority(2) StartupEvent starting, Vertx vertx, MeterRegistry registry) {
    register(registry);
    if (modes.contains(Mode.NONE)) {
      LOG.warn(
          "Everyone who can reach this service may use it, because tidewire.security.mode is"
              + " `none`");
    }
    try {
      load();
    } catch (KeyFileException wrong) {
      throw new ConfigurationException("Wrong configuration. " + wrong.getMessage());
    }
    lookSoon(vertx);
  }

  /** The next look begins a second after this one has ended: a slow disk gathers no queue. */
  private void lookSoon(Vertx vertx) {
    vertx.setTimer(
        SECOND,
        tick ->
            vertx
                .executeBlocking(this::look, false)
                .onFailure(this::failed)
                .onSuccess(looked -> failing = false)
                .onComplete(ended -> lookSoon(vertx)));
  }

  private void failed(Throwable failure) {
    if (!failing) {
      LOG.error(
          "Whether keys have changed or ended cannot be found out; it is tried again", failure);
    }
    failing = true;
  }

  void register(MeterRegistry registry) {
    authenticators.forEach(one -> one.register(registry));
  }

  /** Reads what grants access for the first time. */
  void load() throws KeyFileException {
    for (Authenticator authenticator : authenticators) {
      authenticator.load();
    }
  }

  /** Looks whether that has changed, and ends what is not allowed any more. */
  @Nullable Void look() {
    try {
      authenticators.forEach(Authenticator::look);
    } finally {
      ongoing.endUnless(this::isValid);
    }
    return null;
  }

  /**
   * Whether a request may perform an operation.
   *
   * @param headers of the request
   */
  Authorization enter(Operation operation, MultiMap headers) {
    if (modes.contains(Mode.NONE)) {
      return new Authorization.Granted(Access.EVERYTHING);
    }
    Credentials credentials =
        Credentials.of(headers.getAll(HttpHeaders.AUTHORIZATION), headers.getAll(API_KEY));
    if (credentials instanceof Credentials.Presented presented) {
      return enter(operation, presented.secret());
    }
    return credentials instanceof Credentials.Malformed malformed
        ? denied(malformed.detail(), Reason.MALFORMED_CREDENTIAL)
        : denied(missing(), Reason.NO_CREDENTIAL);
  }

  private String missing() {
    return modes.contains(Mode.OIDC)
        ? "This needs a credential: send a token as `Authorization: Bearer`."
        : "This needs a credential: send a key as `Authorization: Bearer`, or as `X-API-Key`.";
  }

  private Authorization enter(Operation operation, String secret) {
    Authentication caller = authenticate(secret);
    if (caller instanceof Authentication.Known known) {
      return enter(operation, known.access());
    }
    Authentication.Refused refused = (Authentication.Refused) caller;
    return new Authorization.Denied(refused.problem(), refused.reason(), refused.caller());
  }

  private Authentication authenticate(String secret) {
    return authenticators.stream()
        .filter(one -> one.isFor(secret))
        .findFirst()
        .map(one -> one.authenticate(secret))
        .orElse(Authentication.UNKNOWN);
  }

  private static Authorization enter(Operation operation, Access access) {
    if (!access.scopes().contains(operation.scope())) {
      return forbidden(
          "This needs the scope `%s`, which `%s` does not have."
              .formatted(operation.scope().code(), access.id()),
          Reason.WRONG_SCOPE,
          access);
    }
    return operation.isOfAllSensors() && !access.read().isAll()
        ? forbidden(
            "This is about all sensors, which `%s` may not see.".formatted(access.id()),
            Reason.NOT_ALL_SENSORS,
            access)
        : new Authorization.Granted(access);
  }

  /**
   * Ends something long within a second after what allows it has ended.
   *
   * @param end called at most once, on any thread
   * @return to be run when it has ended by itself
   */
  public Runnable during(Access access, Runnable end) {
    if (access.origin().equals(Access.Origin.NOBODY)) {
      return () -> {};
    }
    return ongoing.add(access, end);
  }

  /** Whether what a request was granted still is. */
  public boolean isValid(Access access) {
    return !access.isExpired(clock.instant())
        && (access.origin().equals(Access.Origin.NOBODY)
            || authenticators.stream().anyMatch(one -> one.grants(access)));
  }

  private static Authorization forbidden(String detail, Reason reason, Access caller) {
    return new Authorization.Denied(Problem.of(ProblemType.FORBIDDEN, detail), reason, caller);
  }

  private static Authorization denied(String detail, Reason reason) {
    return new Authorization.Denied(Problem.of(ProblemType.UNAUTHENTICATED, detail), reason, null);
  }
}
