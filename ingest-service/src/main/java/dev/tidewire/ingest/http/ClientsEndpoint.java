package dev.tidewire.ingest.http;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.answer.Outcome;
import dev.tidewire.ingest.answer.ProblemStyle;
import dev.tidewire.platform.access.Authorization;
import dev.tidewire.platform.access.Operation;
import dev.tidewire.platform.access.Scope;
import dev.tidewire.platform.http.Refusal;
import dev.tidewire.platform.http.RestOfBody;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.security.AccessControl;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;

/** Tells operators who sends how much, and who is refused why. */
@Singleton
class ClientsEndpoint {
  private static final String PATH = "/v1/ingest/clients";
  private static final Operation OPERATION = new Operation("ingestClients", Scope.OPERATE, true);

  private final AccessControl control;
  private final ClientShares shares;
  private final ProblemStyle style = new ProblemStyle();

  @Inject
  ClientsEndpoint(AccessControl control, ClientShares shares) {
    this.control = control;
    this.shares = shares;
  }

  void register(@Observes Router router) {
    router.route(PATH).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::report);
    router
        .route(PATH)
        .handler(
            routing -> {
              routing.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
              refuse(routing, Refusal.of(ProblemType.METHOD_NOT_ALLOWED.status(), PATH));
            });
  }

  private void report(RoutingContext routing) {
    Authorization authorization = control.enter(OPERATION, routing);
    if (authorization instanceof Authorization.Denied denied) {
      refuse(routing, denied.problem());
    } else if (authorization instanceof Authorization.Granted) {
      RestOfBody.discard(routing.vertx(), routing.request());
      Answering.write(
          routing.request(),
          new Answer(200, Map.of("Content-Type", "application/json"), shares.report(), null));
    }
  }

  private void refuse(RoutingContext routing, Problem problem) {
    RestOfBody.discard(routing.vertx(), routing.request());
    Answering.write(routing.request(), style.render(new Outcome.Refused(problem), ""));
  }
}
