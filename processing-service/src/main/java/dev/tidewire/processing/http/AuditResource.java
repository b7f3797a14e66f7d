package dev.tidewire.processing.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidewire.platform.access.Performs;
import dev.tidewire.platform.access.Scope;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.rest.ProblemResponse;
import dev.tidewire.processing.audit.AuditPage;
import dev.tidewire.processing.audit.AuditReader;
import dev.tidewire.processing.audit.AuditRecord;
import dev.tidewire.processing.audit.UnreadableAuditException;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.concurrent.Executor;

/** {@code /v1/audit}: who did what. Answers are written off the event loop. */
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
class AuditResource {
  private final AuditReader reader;
  private final Executor worker = Infrastructure.getDefaultWorkerPool();

  AuditResource(AuditReader reader) {
    this.reader = reader;
  }

  @GET
  @NonBlocking
  @Performs(id = "audit", scope = Scope.OPERATE, ofAllSensors = true)
  public Uni<Response> audit(@Context UriInfo uri) {
    return Replies.to(
        AuditRequest.parse(uri.getQueryParameters()),
        request ->
            Uni.createFrom()
                .completionStage(() -> reader.page(request.query()))
                .emitOn(worker)
                .map(page -> Replies.ok(json(request, page)))
                .onFailure(UnreadableAuditException.class)
                .recoverWithItem(AuditResource::unavailable));
  }

  private static Response unavailable(Throwable failure) {
    return ProblemResponse.of(
        Problem.of(ProblemType.AUDIT_UNAVAILABLE, String.valueOf(failure.getMessage())));
  }

  private static ObjectNode json(AuditRequest request, AuditPage page) {
    ObjectNode json = Json.object();
    ArrayNode records = json.putArray("records");
    page.records().forEach(record -> records.add(json(record)));
    if (page.next() != null) {
      json.put("next", request.cursor(page.next()));
    }
    return json;
  }

  private static ObjectNode json(AuditRecord record) {
    ObjectNode json = Json.object();
    json.put("offset", record.offset());
    Json.putTime(json, "recordedAt", Instant.ofEpochMilli(record.millis()));
    if (record.content() == null) {
      json.put("unreadable", true);
    } else {
      json.set("record", record.content());
    }
    return json;
  }
}
