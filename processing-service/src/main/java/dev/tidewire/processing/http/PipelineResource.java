package dev.tidewire.processing.http;

import dev.tidewire.processing.pipeline.PipelineReport;
import dev.tidewire.processing.pipeline.PipelineReporter;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

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
  public PipelineReport pipeline() {
    return reporter.report();
  }
}
