package dev.tidewire.query.http;

import dev.tidewire.platform.access.Performs;
import dev.tidewire.platform.access.Scope;
import dev.tidewire.platform.rest.CallerAccess;
import dev.tidewire.query.answer.LatestAnswers;
import dev.tidewire.query.request.LatestRequest;
import dev.tidewire.query.request.Limits;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code /v1/latest}. */
@Path(LatestResource.PATH)
class LatestResource {
  static final String PATH = "/v1/latest";

  private final LatestAnswers answers;
  private final Limits limits;
  private final Replies replies;

  LatestResource(LatestAnswers answers, Limits limits, Replies replies) {
    this.answers = answers;
    this.limits = limits;
    this.replies = replies;
  }

  @GET
  @NonBlocking
  @Performs(id = "latest", scope = Scope.QUERY)
  public Uni<Response> latest(@Context UriInfo uri, @Context RoutingContext exchange) {
    SentPath.check(exchange, PATH);
    return replies.inFormat(
        exchange,
        format ->
            replies.to(
                exchange,
                LatestRequest.parse(uri.getQueryParameters(), format, limits),
                request -> answers.answer(request, CallerAccess.of(exchange).read())));
  }
}
