package dev.tidewire.platform.security;

import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.ApiKeys;
import dev.tidewire.platform.access.Authorization;
import dev.tidewire.platform.access.Credentials;
import dev.tidewire.platform.access.KeyFileException;
import dev.tidewire.platform.access.Operation;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.security.SecurityConfig.Mode;
import io.micrometer.core.instrument.Gauge;
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
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides who may do what. The handler of a request asks it, with the operation
 * that the handler performs: how the URL is written plays no part.
 */
@Singleton
public final class Gate {
  private static final Logger LOG = Logger.getLogger(Gate.class);
  private static final String API_KEY = "X-API-Key";
  private static final long SECOND = 1_000;

  /** Not what is wrong with it: whoever guesses learns nothing. */
  private static final Authorization UNKNOWN =
      denied(
          "The credential is not valid. Check that it is complete, and that it is still in use.");

  private static final Authorization NONE =
      denied("This needs a credential: send a key as `Authorization: Bearer`, or as `X-API-Key`.");

  private final Set<Mode> modes;
  private final @Nullable KeyFile keyFile;
  private final Clock clock;
  private final Ongoing ongoing = new Ongoing();
  private boolean failing;

  @Inject
  Gate(SecurityConfig config) {
    this(config, Clock.systemUTC());
  }

  Gate(SecurityConfig config, Clock clock) {
    this.modes = config.mode().orElse(Set.of());
    this.keyFile = config.apiKeys().file().map(KeyFile::new).orElse(null);
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
      tellKeys();
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
    Gauge.builder(
            "tidewire.security.key.file.wrong", () -> keyFile != null && keyFile.isWrong() ? 1 : 0)
        .description("Whether the key file is wrong, so that older keys are in use")
        .register(registry);
  }

  private void tellKeys() {
    if (keyFile != null) {
      ApiKeys keys = keys();
      LOG.infof(
          "The key file has %d keys; %d of them have expired",
          keys.size(), keys.expired(clock.instant()));
    }
  }

  /** Reads what grants access for the first time. */
  void load() throws KeyFileException {
    if (keyFile != null) {
      keyFile.load();
    }
  }

  /** Looks whether that has changed, and ends what is not allowed any more. */
  @Nullable Void look() {
    try {
      if (keyFile != null) {
        keyFile.reload();
      }
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
  public Authorization enter(Operation operation, MultiMap headers) {
    if (modes.contains(Mode.NONE)) {
      return new Authorization.Granted(Access.EVERYTHING);
    }
    Credentials credentials =
        Credentials.of(headers.getAll(HttpHeaders.AUTHORIZATION), headers.getAll(API_KEY));
    if (credentials instanceof Credentials.Presented presented) {
      return enter(operation, presented.secret());
    }
    return credentials instanceof Credentials.Malformed malformed
        ? denied(malformed.detail())
        : NONE;
  }

  private Authorization enter(Operation operation, String secret) {
    Access access = keys().find(secret).orElse(null);
    if (access == null) {
      return UNKNOWN;
    }
    if (access.isExpired(clock.instant())) {
      return denied("The key `%s` has expired.".formatted(access.id()));
    }
    if (!access.scopes().contains(operation.scope())) {
      return forbidden(
          "This needs the scope `%s`, which `%s` does not have."
              .formatted(operation.scope().code(), access.id()));
    }
    return operation.isOfAllSensors() && !access.read().isAll()
        ? forbidden("This is about all sensors, which `%s` may not see.".formatted(access.id()))
        : new Authorization.Granted(access);
  }

  /**
   * Ends something long within a second after what allows it has ended.
   *
   * @param end called at most once, on any thread
   * @return to be run when it has ended by itself
   */
  public Runnable during(Access access, Runnable end) {
    if (access.origin() == Access.Origin.NOBODY) {
      return () -> {};
    }
    return ongoing.add(access, end);
  }

  /** Whether what a request was granted still is. */
  public boolean isValid(Access access) {
    return !access.isExpired(clock.instant())
        && (access.origin() != Access.Origin.KEY || keys().grants(access));
  }

  private ApiKeys keys() {
    return keyFile == null ? ApiKeys.NONE : keyFile.keys();
  }

  private static Authorization forbidden(String detail) {
    return new Authorization.Denied(Problem.of(ProblemType.FORBIDDEN, detail));
  }

  private static Authorization denied(String detail) {
    return new Authorization.Denied(Problem.of(ProblemType.UNAUTHENTICATED, detail));
  }
}
