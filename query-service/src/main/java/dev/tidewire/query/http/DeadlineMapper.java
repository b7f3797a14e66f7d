package dev.tidewire.query.http;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.rest.ProblemResponse;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.TimeoutException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** An answer that is not there within the deadline, as a problem. */
final class DeadlineMapper {
  @ServerExceptionMapper
  Response late(TimeoutException deadline) {
    return ProblemResponse.of(
        Problem.of(ProblemType.DATABASE_UNAVAILABLE, "The database did not answer in time."));
  }
}
