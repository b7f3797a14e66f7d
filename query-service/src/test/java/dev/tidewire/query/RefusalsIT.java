package dev.tidewire.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.http.Cors;
import dev.tidewire.platform.http.Http2Refusals;
import dev.tidewire.platform.http.Management;
import dev.tidewire.platform.http.Refused;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is refused, and by whom: the answer is a problem. */
@QuarkusTest
@WithTestResource(RealPostgres.class)
class RefusalsIT {
  @TestHTTPResource("/")
  URI service;

  static Stream<Refused> byOurRoutes() {
    return Stream.of(
        Refused.of("DELETE", "/v1/readings", "", "", 405, "method-not-allowed"),
        Refused.of("OPTIONS", "/v1/readings", "", "", 405, "method-not-allowed"),
        Refused.of("OPTIONS", "/v1/sensors/a/b", "", "", 405, "method-not-allowed"),
        Refused.of("OPTIONS", "/v1/nothing", "", "", 404, "not-found"),
        notAcceptable("/v1/readings?sensor=a"),
        notAcceptable("/v1/latest?sensor=a"),
        notAcceptable("/v1/sensors"),
        notAcceptable("/v1/sensors/a"),
        Refused.of("POST", "/v1/readings", length(1), "x", 405, "method-not-allowed"),
        Refused.of("POST", "/v1/readings", length(1_000_000), "", 413, "body-too-large"),
        Refused.of("GET", "/v1/readings?x=1", "", "", 400, "invalid-parameter"));
  }

  @ParameterizedTest
  @MethodSource("dev.tidewire.platform.http.Refused#byEveryService")
  @MethodSource("byOurRoutes")
  void isAProblem(Refused refused) {
    refused.assertProblem(service);
  }

  @ParameterizedTest
  @MethodSource("dev.tidewire.platform.http.Refused#byEveryManagement")
  void isAProblemForOperators(Refused refused) {
    refused.assertProblem(Management.uri("/"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isAProblemForOperatorsOverHttp2(boolean upgrade) throws Exception {
    try (Http2Refusals client = new Http2Refusals(Management.uri("/"), upgrade)) {
      client.assertEveryManagement();
    }
  }

  @Test
  void namesTheMethodsThatAreAllowed() {
    assertThat(
            Refused.of("POST", "/v1/readings", length(1), "x", 405, "method-not-allowed")
                .assertProblem(service))
        .containsIgnoringCase("\r\nAllow: GET, HEAD\r\n");
    assertThat(
            Refused.of("OPTIONS", "/v1/readings", "", "", 405, "method-not-allowed")
                .assertProblem(service))
        .containsIgnoringCase("\r\nAllow: GET, HEAD\r\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isAProblemOverHttp2(boolean upgrade) throws Exception {
    try (Http2Refusals client = new Http2Refusals(service, upgrade)) {
      client.assertEveryService(70_000);
      client.assertProblem("DELETE", "/v1/readings", Map.of(), 405, "method-not-allowed");
    }
  }

  @Test
  void pagesOfOtherOriginsMayDoNothingUnlessConfigured() throws Exception {
    new Cors(service.resolve("/v1/readings")).assertOff("GET");
  }

  private static Refused notAcceptable(String target) {
    return Refused.of("GET", target, "Accept: image/png\r\n", "", 406, "not-acceptable");
  }

  private static String length(int bytes) {
    return "Content-Length: " + bytes + "\r\n";
  }
}
