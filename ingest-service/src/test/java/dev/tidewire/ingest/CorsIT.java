package dev.tidewire.ingest;

import dev.tidewire.platform.http.Cors;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(CorsIT.Configured.class)
class CorsIT {
  @TestHTTPResource("/v1/readings")
  URI resource;

  public static class Configured implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Cors.configuration();
    }
  }

  @Test
  void pagesOfAConfiguredOriginMayUseTheService() throws Exception {
    new Cors(resource).assertAllowed("POST");
    new Cors(resource.resolve("/health")).assertAllowed("GET");
  }

  @Test
  void anEndlessBodyOfAnotherOriginEndsOnlyItsStream() throws Exception {
    new Cors(resource).assertAnEndlessBodyEndsOnlyItsStream();
  }
}
