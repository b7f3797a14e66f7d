package dev.tidewire.ingest.http;

import dev.tidewire.ingest.admission.Grant;
import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.answer.Outcome;
import dev.tidewire.ingest.exchange.Problems;
import dev.tidewire.ingest.fairness.Share;
import dev.tidewire.ingest.idempotency.Attempt;
import dev.tidewire.ingest.route.Route;
import dev.tidewire.ingest.route.Terms;
import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.Authorization;
import dev.tidewire.platform.http.RestOfBody;
import dev.tidewire.platform.problem.Problem;
import io.quarkus.arc.All;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves the routes: decides from the head of a request whether to accept its body. */
@Singleton
class HttpRoutes {
  private static final long UNKNOWN_LENGTH = -1;

  private final Vertx vertx;
  private final ReadingsService service;
  private final ClientShares shares;
  private final List<Route> routes;

  @Inject
  HttpRoutes(Vertx vertx, ReadingsService service, ClientShares shares, @All List<Route> routes) {
    this.vertx = vertx;
    this.service = service;
    this.shares = shares;
    this.routes = routes;
  }

  void register(@Observes Router router) {
    for (Route route : routes) {
      router.route(route.path()).handler(routing -> handle(route, routing));
    }
  }

  private void handle(Route route, RoutingContext routing) {
    HttpServerRequest request = routing.request();
    long length = length(request);
    if (!request.method().name().equals(route.method())) {
      Problem refusal = Problems.methodNotAllowed(route.method());
      refuse(request, render(route, request, refusal).with("Allow", route.method()));
      return;
    }
    Authorization authorization = service.authorize(route, routing);
    if (authorization instanceof Authorization.Granted granted) {
      accept(route, routing, length, granted.access());
    } else if (authorization instanceof Authorization.Denied denied) {
      refuse(request, render(route, request, denied.problem()));
    }
  }

  private void accept(Route route, RoutingContext routing, long length, Access access) {
    HttpServerRequest request = routing.request();
    Terms terms = service.terms(route, request, access);
    if (terms instanceof Terms.Accepted accepted) {
      Share share = shares.of(access, request, accepted);
      Problem obstacle = obstacle(length, accepted, share);
      Grant grant =
          obstacle == null
              ? service.admission().admit(length == UNKNOWN_LENGTH ? 0 : length)
              : null;
      if (grant == null) {
        Problem refusal = obstacle == null ? Problems.OVERLOADED : obstacle;
        refuse(request, share.told(render(route, request, refusal)));
      } else {
        new HttpExchange(service, routing, access, accepted, grant, share).start();
      }
    } else if (terms instanceof Terms.Refused refused) {
      refuse(request, render(route, request, refused.problem()));
    }
  }

  /** What has a key may have been accepted before, and takes nothing then. */
  private @Nullable Problem obstacle(long length, Terms.Accepted terms, Share share) {
    if (service.admission().isClosed()) {
      return Problems.SHUTTING_DOWN;
    }
    if (length != UNKNOWN_LENGTH && length > service.maxBody()) {
      return Problems.tooLarge(service.maxBody());
    }
    if (!service.isOpen()) {
      return Problems.NO_TOPIC;
    }
    if (service.isInDoubt()) {
      return Problems.TOPIC_IN_DOUBT;
    }
    return Attempt.hasKey(terms.facts()) ? null : share.exhausted();
  }

  private void refuse(HttpServerRequest request, Answer answer) {
    service.metrics().answered(answer);
    RestOfBody.discard(vertx, request);
    var unused = Answering.write(request.response(), answer);
  }

  private static Answer render(Route route, HttpServerRequest request, Problem problem) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return route.style().render(new Outcome.Refused(problem), type == null ? "" : type);
  }

  /** The announced length; the HTTP decoder has checked that it is a number. */
  private static long length(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      return Long.parseLong(length);
    }
    return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null ? 0 : UNKNOWN_LENGTH;
  }
}
