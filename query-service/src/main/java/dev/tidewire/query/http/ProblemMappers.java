package dev.tidewire.query.http;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.query.store.DatabaseUnavailableException;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.TimeoutException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Outages as problems. */
final class ProblemMappers {
  @ServerExceptionMapper
  Response unavailable(DatabaseUnavailableException outage) {
    return unavailable(String.valueOf(outage.getMessage()));
  }

  @ServerExceptionMapper
  Response late(TimeoutException deadline) {
    return unavailable("The database did not answer in time.");
  }

  private static Response unavailable(String detail) {
    return Replies.problem(Problem.of(ProblemType.DATABASE_UNAVAILABLE, detail));
  }
}
