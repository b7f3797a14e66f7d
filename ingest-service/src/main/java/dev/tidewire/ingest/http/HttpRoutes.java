package dev.tidewire.ingest.http;

import dev.tidewire.ingest.admission.Grant;
import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.answer.Outcome;
import dev.tidewire.ingest.exchange.Problems;
import dev.tidewire.ingest.route.Route;
import dev.tidewire.ingest.route.Terms;
import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.Authorization;
import dev.tidewire.platform.http.RestOfBody;
import dev.tidewire.platform.problem.Problem;
import io.quarkus.arc.All;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves the routes: decides from the head of a request whether to accept its body. */
@Singleton
class HttpRoutes {
  private static final long UNKNOWN_LENGTH = Long.MAX_VALUE;

  private final Vertx vertx;
  private final ReadingsService service;
  private final List<Route> routes;

  @Inject
  HttpRoutes(Vertx vertx, ReadingsService service, @All List<Route> routes) {
    this.vertx = vertx;
    this.service = service;
    this.routes = routes;
  }

  void register(@Observes Router router) {
    for (Route route : routes) {
      router.route(route.path()).handler(routing -> handle(route, routing.request()));
    }
  }

  private void handle(Route route, HttpServerRequest request) {
    long length = length(request);
    if (!request.method().equals(HttpMethod.POST)) {
      refuse(request, render(route, Problems.METHOD_NOT_ALLOWED).with("Allow", "POST"));
      return;
    }
    Authorization authorization = service.authorize(route, request);
    if (authorization instanceof Authorization.Granted granted) {
      accept(route, request, length, granted.access());
    } else if (authorization instanceof Authorization.Denied denied) {
      refuse(request, render(route, denied.problem()));
    }
  }

  private void accept(Route route, HttpServerRequest request, long length, Access access) {
    Terms terms = service.terms(route, request, access);
    if (terms instanceof Terms.Accepted accepted) {
      Problem obstacle = obstacle(length);
      Grant grant =
          obstacle == null
              ? service.admission().admit(length == UNKNOWN_LENGTH ? 0 : length)
              : null;
      if (grant == null) {
        Problem refusal = obstacle == null ? Problems.OVERLOADED : obstacle;
        refuse(request, render(route, refusal));
      } else {
        new HttpExchange(service, request, access, accepted, grant).start();
      }
    } else if (terms instanceof Terms.Refused refused) {
      refuse(request, render(route, refused.problem()));
    }
  }

  private @Nullable Problem obstacle(long length) {
    if (service.admission().isClosed()) {
      return Problems.SHUTTING_DOWN;
    }
    if (length != UNKNOWN_LENGTH && length > service.maxBody()) {
      return Problems.tooLarge(service.maxBody());
    }
    if (!service.isOpen()) {
      return Problems.NO_TOPIC;
    }
    return service.isInDoubt() ? Problems.TOPIC_IN_DOUBT : null;
  }

  private void refuse(HttpServerRequest request, Answer answer) {
    service.metrics().answered(answer);
    RestOfBody.discard(vertx, request);
    var unused = Answering.write(request.response(), answer);
  }

  private static Answer render(Route route, Problem problem) {
    return route.style().render(new Outcome.Refused(problem));
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
