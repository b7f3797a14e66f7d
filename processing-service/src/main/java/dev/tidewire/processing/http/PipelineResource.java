package dev.tidewire.processing.http;

import dev.tidewire.platform.access.Performs;
import dev.tidewire.platform.access.Scope;
import dev.tidewire.platform.query.QueryReader;
import dev.tidewire.processing.pipeline.PipelineReporter;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** {@code /v1/pipeline}. */
@Path("/v1/pipeline")
@Produces(MediaType.APPLICATION_JSON)
class PipelineResource {
  private final PipelineReporter reporter;

  PipelineResource(PipelineReporter reporter) {
    this.reporter = reporter;
  }

  /** What the pipeline is doing; it answers also when neither Kafka nor the database does. */
  @GET
  @NonBlocking
  @Performs(id = "pipeline", scope = Scope.OPERATE)
  public Uni<Response> pipeline(@Context UriInfo uri) {
    return Replies.to(
        new QueryReader(uri.getQueryParameters(), List.of()).finish(reporter::report),
        report -> Uni.createFrom().item(Replies.ok(PipelineJson.of(report))));
  }
}
