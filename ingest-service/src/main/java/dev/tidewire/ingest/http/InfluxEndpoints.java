package dev.tidewire.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.answer.Outcome;
import dev.tidewire.ingest.exchange.Problems;
import dev.tidewire.ingest.influx.InfluxStyle;
import dev.tidewire.ingest.influx.Version;
import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.Authorization;
import dev.tidewire.platform.access.Operation;
import dev.tidewire.platform.access.Scope;
import dev.tidewire.platform.http.Refusal;
import dev.tidewire.platform.http.RestOfBody;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.security.AccessControl;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.BiConsumer;

/** What clients of InfluxDB ask before they write, and to see whether it is there. */
@Singleton
class InfluxEndpoints {
  /** One that takes the line protocol, and nothing newer. */
  private static final String VERSION = "1.8.10";

  private static final int MAX_FORM_BYTES = 8_192;

  private final AccessControl control;
  private final ReadingsService service;
  private final InfluxStyle style = new InfluxStyle(Version.V1);
  private final InfluxQuery query = new InfluxQuery(style);

  @Inject
  InfluxEndpoints(AccessControl control, ReadingsService service) {
    this.control = control;
    this.service = service;
  }

  void register(@Observes Router router) {
    Handler<RoutingContext> ping = allowed("pingInflux", (routing, caller) -> ping(routing));
    Handler<RoutingContext> health =
        allowed("healthOfInflux", (routing, caller) -> health(routing));
    read(router, "/ping").handler(ping);
    read(router, "/health").handler(health);
    read(router, "/query").handler(allowed("queryInflux", this::query));
    router.post("/query").handler(allowed("queryInfluxByForm", this::queryByForm));
    router.route("/ping").handler(routing -> refuseMethod(routing, "GET, HEAD"));
    router.route("/health").handler(routing -> refuseMethod(routing, "GET, HEAD"));
    router.route("/query").handler(routing -> refuseMethod(routing, "GET, HEAD, POST"));
  }

  private static Route read(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  private void refuseMethod(RoutingContext routing, String allowed) {
    routing.response().putHeader(HttpHeaders.ALLOW, allowed);
    refuse(routing, Refusal.of(ProblemType.METHOD_NOT_ALLOWED.status(), routing.request().path()));
  }

  private Handler<RoutingContext> allowed(String id, BiConsumer<RoutingContext, Access> handler) {
    Operation operation = new Operation(id, Scope.INGEST);
    return routing -> {
      Authorization authorization = control.enter(operation, routing);
      if (authorization instanceof Authorization.Denied denied) {
        refuse(routing, denied.problem());
      } else if (authorization instanceof Authorization.Granted granted) {
        handler.accept(routing, granted.access());
      }
    };
  }

  private void ping(RoutingContext routing) {
    answer(routing, new Answer(204, Map.of(), new byte[0], null));
  }

  private void health(RoutingContext routing) {
    boolean isUp = service.isReady();
    String body =
        "{\"name\":\"tidewire\",\"message\":\"%s\",\"status\":\"%s\",\"checks\":[],\"version\":\"%s\"}"
            .formatted(
                isUp ? "ready for writes" : "Kafka is away", isUp ? "pass" : "fail", VERSION);
    answer(routing, InfluxQuery.json(isUp ? 200 : 503, body));
  }

  private void query(RoutingContext routing, Access caller) {
    HttpServerRequest request = routing.request();
    RestOfBody.discard(routing.vertx(), request);
    answer(routing, query.answer(caller.id(), request.uri(), ""));
  }

  private void queryByForm(RoutingContext routing, Access caller) {
    HttpServerRequest request = routing.request();
    Buffer form = Buffer.buffer();
    RestOfBody.limit(routing, service.bodyTimeout());
    request.handler(
        Guarded.of(
            routing,
            piece -> {
              form.appendBuffer(piece);
              if (form.length() > MAX_FORM_BYTES && !routing.response().ended()) {
                refuse(routing, Problems.tooLarge(MAX_FORM_BYTES));
              }
            }));
    request.endHandler(
        Guarded.of(routing, end -> answerForm(routing, caller, form.toString(UTF_8))));
  }

  private void answerForm(RoutingContext routing, Access caller, String form) {
    if (!routing.response().ended()) {
      answer(routing, query.answer(caller.id(), routing.request().uri(), form));
    }
  }

  private void refuse(RoutingContext routing, Problem problem) {
    RestOfBody.discard(routing.vertx(), routing.request());
    answer(routing, style.render(new Outcome.Refused(problem), ""));
  }

  private static void answer(RoutingContext routing, Answer answer) {
    Answering.write(routing.request(), answer.with("X-Influxdb-Version", VERSION));
  }
}
