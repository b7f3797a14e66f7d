package dev.tidewire.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tidewire.platform.http.Cors;
import dev.tidewire.platform.http.Http2Refusals;
import dev.tidewire.platform.http.Management;
import dev.tidewire.platform.http.RawHttp2;
import dev.tidewire.platform.http.Refused;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every refusal, whichever layer makes it, is answered with a problem. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class RefusalsIT {
  private static final String READINGS = "/v1/readings";
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final byte[] CHUNK = "1\r\nx\r\n".getBytes(US_ASCII);

  @TestHTTPResource("/")
  URI service;

  static Stream<Refused> byOurRoute() {
    return Stream.of(
        Refused.of("POST", READINGS, "Content-Length: 1\r\n", "1", 400, "unreadable-body"),
        Refused.of(
            "POST",
            READINGS,
            "Content-Type: text/html\r\nContent-Length: 1\r\n",
            "x",
            415,
            "unsupported-media-type"),
        Refused.of(
            "POST",
            READINGS,
            JSON + "Content-Encoding: br\r\nContent-Length: 1\r\n",
            "x",
            415,
            "unsupported-media-type"),
        Refused.of(
            "POST", READINGS, JSON + "Content-Length: 99999999\r\n", "", 413, "body-too-large"),
        Refused.of("POST", READINGS, JSON + "Content-Length: 0\r\n", "", 400, "unreadable-body"),
        Refused.of("POST", READINGS + "?x=1", JSON, "", 400, "invalid-parameter"),
        Refused.of("POST", READINGS + "?sensor=%FF", JSON, "", 400, "malformed-request"),
        Refused.of("POST", READINGS + "?sensor=%zz", JSON, "", 400, "malformed-request"),
        Refused.of("POST", READINGS + "/x", JSON, "", 404, "not-found"));
  }

  static Stream<Refused> brokenChunks() {
    return Refused.brokenChunks("/v1/readings");
  }

  @ParameterizedTest
  @MethodSource("dev.tidewire.platform.http.Refused#byEveryService")
  @MethodSource("brokenChunks")
  @MethodSource("byOurRoute")
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

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS"})
  void namesTheMethodThatIsAllowed(String method) {
    assertThat(
            Refused.of(method, READINGS, "", "", 405, "method-not-allowed").assertProblem(service))
        .containsIgnoringCase("\r\nAllow: POST\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {READINGS + "?x=1", "/nowhere"})
  void anEndlessBodyEndsOnlyItsStream(String target) throws Exception {
    try (Http2Refusals client = new Http2Refusals(service, false)) {
      client.assertAnEndlessBodyEndsOnlyItsStream(target, target.equals("/nowhere") ? 404 : 400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT " + READINGS, "PUT /nowhere"})
  void anEndlessBodyEndsItsConnection(String request) throws IOException {
    try (Socket socket = new Socket(service.getHost(), service.getPort())) {
      String head = " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
      socket.getOutputStream().write((request + head).getBytes(US_ASCII));
      Awaitility.await()
          .until(() -> catchThrowable(() -> socket.getOutputStream().write(CHUNK)) != null);
    }
  }

  @Test
  void moreStreamsWithoutABodyThanThereArePlacesKeepNobodyOut() throws IOException {
    ReadingsClient client = ReadingsClient.ready(service.resolve(READINGS));
    List<RawHttp2> connections = new ArrayList<>();
    try {
      // Given
      for (int i = 0; i < 22; i++) {
        RawHttp2 connection = new RawHttp2(service);
        connections.add(connection);
        for (int stream = 1; stream < 200; stream += 2) {
          connection.head(stream, READINGS);
        }
      }
      connections.get(0).readUntil("whose body had not arrived");

      // Then
      for (int i = 0; i < 100; i++) {
        assertThat(client.post(ReadingsClient.JSON, "[]").statusCode()).isEqualTo(202);
      }
    } finally {
      for (RawHttp2 connection : connections) {
        connection.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isAProblemOverHttp2(boolean upgrade) throws Exception {
    try (Http2Refusals client = new Http2Refusals(service, upgrade)) {
      client.assertEveryService(5_000);
      client.assertProblem("DELETE", READINGS, Map.of(), 405, "method-not-allowed");
      client.assertProblem(
          "POST", READINGS, Map.of("Content-Type", "text/html"), 415, "unsupported-media-type");
    }
  }

  @Test
  void pagesOfOtherOriginsMayDoNothingUnlessConfigured() throws Exception {
    new Cors(service.resolve("/v1/readings")).assertOff("POST");
  }
}
