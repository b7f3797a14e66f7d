package dev.tidewire.processing.http;

import dev.tidewire.platform.http.Cors;
import dev.tidewire.processing.RealStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealStack.class)
@TestProfile(CorsIT.Configured.class)
class CorsIT {
  @TestHTTPResource("/v1/dead-letters")
  URI resource;

  public static class Configured implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Cors.configuration();
    }
  }

  @Test
  void pagesOfAConfiguredOriginMayUseTheService() throws Exception {
    new Cors(resource).assertAllowed("GET");
  }
}
