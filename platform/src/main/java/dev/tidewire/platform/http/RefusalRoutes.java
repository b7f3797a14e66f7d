package dev.tidewire.platform.http;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Answers with a problem what no route of a service answers. Requests that would be refused before
 * a route is reached arrive here by {@link UnroutableRequest}.
 */
@Singleton
final class RefusalRoutes {
  private static final Logger LOG = Logger.getLogger(RefusalRoutes.class);

  /** Before the checks of Quarkus, which answer without a body. */
  private static final int FIRST = -1_000_000;

  /** After every other failure handler but the one of Quarkus, whose answers are not ours. */
  private static final int LAST = Integer.MAX_VALUE - 1;

  private static final List<Integer> UNMATCHED = List.of(404, 405, 406, 415);

  /** After Quarkus has set its limit for a body of unknown length, before anybody reads it. */
  private static final int BEFORE_BODY = -1;

  /** What Quarkus calls that limit; past it, its stream ends the response without a body. */
  private static final String QUARKUS_LIMIT = "io.quarkus.max-request-size";

  /** What Quarkus answers to any method as to GET. */
  private static final String READ_ONLY = "/q/(health|metrics|openapi)(/.*)?";

  private static final String ALLOWED_ORIGIN = "Access-Control-Allow-Origin";

  private final boolean isBodyOurs;
  private final long maxBodyBytes;
  private final Duration bodyTimeout;
  private final boolean isCorsEnabled;

  /**
   * Answers for a service.
   *
   * @param maxBody empty in a service that limits bodies itself
   * @param bodyTimeout how long a body may take to arrive, in a service that does not see to that
   * @param isCorsEnabled whether pages of other origins may use it
   */
  RefusalRoutes(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> maxBody,
      @ConfigProperty(name = "quarkus.http.read-timeout", defaultValue = "60s")
          Duration bodyTimeout,
      @ConfigProperty(name = "quarkus.http.cors.enabled", defaultValue = "false")
          boolean isCorsEnabled) {
    this.isBodyOurs = maxBody.isPresent();
    this.bodyTimeout = bodyTimeout;
    this.maxBodyBytes = maxBody.map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
    this.isCorsEnabled = isCorsEnabled;
  }

  void registerManagement(@Observes ManagementInterface management) {
    Router router = management.router();
    router.route().order(FIRST).handler(RefusalRoutes::allowNoPage);
    router.routeWithRegex(READ_ONLY).order(BEFORE_BODY).handler(RefusalRoutes::refuseToChange);
    register(router);
  }

  /** Quarkus lets pages of every origin read its metrics and health, whatever is configured. */
  private static void allowNoPage(RoutingContext routing) {
    MultiMap headers = routing.response().headers();
    routing.addHeadersEndHandler(done -> headers.remove(ALLOWED_ORIGIN));
    routing.next();
  }

  void register(@Observes Router router) {
    router.route().order(FIRST).handler(routing -> check(router, routing));
    router.route().order(BEFORE_BODY).handler(RefusalRoutes::liftLimitOfQuarkus);
    router.route().order(LAST).failureHandler(this::failed);
    UNMATCHED.forEach(status -> router.errorHandler(status, this::failed));
  }

  private void check(Router router, RoutingContext routing) {
    HttpServerRequest request = routing.request();
    SecurityHeaders.put(request);
    Optional<ProblemType> unroutable = UnroutableRequest.refusalOf(request.path());
    if (HeadOverHttp2.needs(request)) {
      router.handle(new HeadOverHttp2(request));
    } else if (isCorsEnabled && CrossOrigin.needs(request)) {
      router.handle(new CrossOrigin(routing.vertx(), request));
    } else if (unroutable.isPresent()) {
      refuse(routing, Refusal.of(unroutable.get(), request.path()));
    } else if (request.headers().getAll(HttpHeaders.HOST).size() > 1) {
      refuse(routing, Refusal.of(ProblemType.MALFORMED_REQUEST, request.path()));
    } else if (announcedBytes(request) > maxBodyBytes) {
      refuse(routing, Refusal.tooLarge(maxBodyBytes));
    } else {
      if (isBodyOurs) {
        RestOfBody.limit(routing, bodyTimeout);
      }
      routing.next();
    }
  }

  /** Netty has checked, for HTTP/1 and HTTP/2, that the length is one number that fits a long. */
  private static long announcedBytes(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }

  /** {@code rest.BodyLimit} has the same one, and a problem. */
  private static void liftLimitOfQuarkus(RoutingContext routing) {
    routing.remove(QUARKUS_LIMIT);
    routing.next();
  }

  private static void refuseToChange(RoutingContext routing) {
    HttpMethod method = routing.request().method();
    if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
      routing.next();
    } else {
      routing.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      refuse(routing, Refusal.of(ProblemType.METHOD_NOT_ALLOWED, routing.request().path()));
    }
  }

  private void failed(RoutingContext routing) {
    String path = String.valueOf(routing.request().path());
    Problem problem =
        routing.statusCode() == ProblemType.BODY_TOO_LARGE.status()
            ? Refusal.tooLarge(maxBodyBytes)
            : Refusal.of(routing.statusCode(), path);
    if (problem.type() == ProblemType.INTERNAL_ERROR && !RestOfBody.isGivenUp(routing)) {
      LOG.errorf(routing.failure(), "No answer to %s", path);
    }
    refuse(routing, problem);
  }

  private static void refuse(RoutingContext routing, Problem problem) {
    HttpServerRequest request = routing.request();
    SecurityHeaders.put(request);
    RestOfBody.discard(routing.vertx(), request);
    // A path that does not begin with a slash comes here without a route before.
    boolean isWithoutBody = HeadOverHttp2.needs(request);
    var unused =
        ProblemAnswer.write(
            isWithoutBody ? new HeadOverHttp2(request).response() : routing.response(), problem);
  }
}
