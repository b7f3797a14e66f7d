package dev.tidewire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.http.Cors;
import dev.tidewire.platform.http.Management;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
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
  void pagesMayNotReadMetricsAndHealth() throws Exception {
    for (String path : List.of("/q/metrics", "/q/health")) {
      HttpRequest request =
          HttpRequest.newBuilder(Management.uri(path)).header("Origin", Cors.ORIGIN).build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  @Test
  void anEndlessBodyOfAnotherOriginEndsOnlyItsStream() throws Exception {
    new Cors(resource).assertAnEndlessBodyEndsOnlyItsStream();
  }
}
