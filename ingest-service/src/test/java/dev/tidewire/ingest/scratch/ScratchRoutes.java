package dev.tidewire.ingest.scratch;

import dev.tidewire.ingest.answer.ProblemStyle;
import dev.tidewire.ingest.route.Route;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Adds a route for the scratch format to the service under test. */
@Singleton
public class ScratchRoutes {
  public static final String PATH = "/v1/scratch";

  @Produces
  @Singleton
  Route scratch() {
    return new Route("scratch", PATH, new ProblemStyle(), new ScratchFormat());
  }
}
