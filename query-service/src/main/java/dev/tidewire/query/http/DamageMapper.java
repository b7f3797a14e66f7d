package dev.tidewire.query.http;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.rest.ProblemResponse;
import dev.tidewire.query.merge.BrokenBodyException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A damaged row that an answer needs, as a problem that names it. */
final class DamageMapper {
  private static final Logger LOG = Logger.getLogger(DamageMapper.class);

  @ServerExceptionMapper
  Response damaged(BrokenBodyException damage, RoutingContext exchange) {
    LOG.errorf("No answer to %s: %s", exchange.request().path(), damage.getMessage());
    return ProblemResponse.of(
        Problem.of(
            ProblemType.DAMAGED,
            damage.getMessage()
                + " What does not need it is answered. Whoever operates the service has to repair"
                + " it."));
  }
}
