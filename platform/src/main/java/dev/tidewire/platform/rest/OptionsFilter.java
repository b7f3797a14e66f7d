package dev.tidewire.platform.rest;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses OPTIONS like any other method that a resource does not take. JAX-RS would answer it by
 * itself, whoever asks. A preflight never comes here where CORS is configured.
 */
final class OptionsFilter {
  private final AllowedMethods methods;

  OptionsFilter(BeanManager beans) {
    this.methods = new AllowedMethods(beans);
  }

  @ServerRequestFilter(preMatching = true, nonBlocking = true)
  void refuse(ContainerRequestContext request) {
    if (request.getMethod().equals(HttpMethod.OPTIONS)
        && !methods.at(request.getUriInfo().getPath()).isEmpty()) {
      throw new WebApplicationException(405);
    }
  }
}
