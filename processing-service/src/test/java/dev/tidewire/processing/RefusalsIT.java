package dev.tidewire.processing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.tidewire.platform.http.Cors;
import dev.tidewire.platform.http.Http2Refusals;
import dev.tidewire.platform.http.Management;
import dev.tidewire.platform.http.Refused;
import io.quarkus.test.common.QuarkusTestResource;
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
@QuarkusTestResource(RealStack.class)
class RefusalsIT {
  private static final String REDRIVE = "/v1/dead-letters/redrive";
  private static final String EMPTY = "Content-Length: 0\r\n";
  private static final String JSON = "Content-Type: application/json\r\n";

  @TestHTTPResource("/")
  URI service;

  static Stream<Refused> byOurRoutes() {
    String large = "x".repeat(100_000);
    return Stream.of(
        Refused.of("DELETE", "/v1/dead-letters", "", "", 405, "method-not-allowed"),
        Refused.of("PUT", REDRIVE, "", "", 405, "method-not-allowed"),
        Refused.of("OPTIONS", REDRIVE, "", "", 405, "method-not-allowed"),
        Refused.of("OPTIONS", "/v1/pipeline", "", "", 405, "method-not-allowed"),
        Refused.of(
            "POST",
            REDRIVE,
            JSON + "Content-Encoding: gzip\r\nContent-Length: 2\r\n",
            "{}",
            415,
            "unsupported-media-type"),
        Refused.of("GET", "/v1/pipeline", "Accept: image/png\r\n", "", 406, "not-acceptable"),
        Refused.of(
            "POST",
            REDRIVE,
            "Content-Type: text/plain\r\nContent-Length: 1\r\n",
            "x",
            415,
            "unsupported-media-type"),
        Refused.of(
            "POST", REDRIVE, JSON + "Content-Length: 100000\r\n", large, 413, "body-too-large"),
        Refused.of(
            "POST",
            REDRIVE,
            "Transfer-Encoding: chunked\r\n" + JSON,
            "%x\r\n%s\r\n0\r\n\r\n".formatted(large.length(), large),
            413,
            "body-too-large"),
        Refused.of("POST", REDRIVE, JSON + "Content-Length: 1\r\n", "{", 400, "unreadable-body"),
        Refused.of("GET", "/v1/dead-letters?x=1", "", "", 400, "invalid-parameter"),
        Refused.of("GET", "/v1/store/merge", "", "", 405, "method-not-allowed"),
        Refused.of("POST", "/v1/store/merge?x=1", EMPTY, "", 400, "invalid-parameter"),
        Refused.of(
            "POST",
            "/v1/store/merge",
            JSON + "Content-Length: 2\r\n",
            "{}",
            400,
            "invalid-request"),
        Refused.of(
            "POST", "/v1/store/settle", "Content-Length: 1\r\n", "x", 400, "invalid-request"));
  }

  static Stream<Refused> brokenChunks() {
    return Refused.brokenChunks("/v1/dead-letters/redrive");
  }

  @ParameterizedTest
  @MethodSource("dev.tidewire.platform.http.Refused#byEveryService")
  @MethodSource("byOurRoutes")
  @MethodSource("brokenChunks")
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
  void namesTheTypeOfBodyThatIsTaken() {
    given()
        .header("Content-Type", "text/plain")
        .body("{}")
        .post(service.resolve(REDRIVE))
        .then()
        .statusCode(415)
        .body("detail", containsString("application/json"));
  }

  @Test
  void namesTheMethodsThatAreAllowed() {
    String head =
        Refused.of("DELETE", REDRIVE, "", "", 405, "method-not-allowed").assertProblem(service);
    assertThat(head).containsIgnoringCase("\r\nAllow: POST\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"redrive", "discard"})
  void orderIsNoLetter(String order) {
    String path = "/v1/dead-letters/" + order;
    String head = Refused.of("GET", path, "", "", 405, "method-not-allowed").assertProblem(service);
    assertThat(head).containsIgnoringCase("\r\nAllow: POST\r\n");
    Refused.of("GET", path + "-1", "", "", 404, "unknown-dead-letter").assertProblem(service);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isAProblemOverHttp2(boolean upgrade) throws Exception {
    try (Http2Refusals client = new Http2Refusals(service, upgrade)) {
      client.assertEveryService(5_000);
      client.assertProblem("DELETE", "/v1/dead-letters", Map.of(), 405, "method-not-allowed");
      client.assertProblem(
          "POST", REDRIVE, Map.of("Content-Type", "text/plain"), 415, "unsupported-media-type");
    }
  }

  @Test
  void pagesOfOtherOriginsMayDoNothingUnlessConfigured() throws Exception {
    new Cors(service.resolve("/v1/dead-letters")).assertOff("GET");
  }
}
