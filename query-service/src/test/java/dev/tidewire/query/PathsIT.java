package dev.tidewire.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A path leads to what it says, byte by byte, or nowhere. */
@QuarkusTest
@WithTestResource(RealPostgres.class)
class PathsIT {
  private static final List<String> NAMES =
      List.of(
          "p", "p;b", "p;b=1", "p/y", "p//y", "p/", "p/./y", "p/../y", "p+y", "p y", "p%2Fy", "p?y",
          "p#y", "/p", ";p", "p&y=1", "p=y", "p:y@z");

  @TestHTTPResource("/")
  URI service;

  @BeforeAll
  static void store() {
    Stored.partitions();
    if (Stored.rows("SELECT 1 FROM series WHERE sensor = 'p'").isEmpty()) {
      NAMES.forEach(name -> Stored.series(name, "value", null, "{}"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "p%3Bb, p;b",
    "p;b, p;b",
    "p;b=1, p;b=1",
    "p/y, p/y",
    "p%2Fy, p/y",
    "p//y, p//y",
    "p%2F%2Fy, p//y",
    "p/, p/",
    "p%2F, p/",
    "p/./y, p/./y",
    "p%2F.%2Fy, p/./y",
    "p/../y, p/../y",
    "p%2F..%2Fy, p/../y",
    "p+y, p+y",
    "p%2By, p+y",
    "p%20y, p y",
    "p%252Fy, p%2Fy",
    "p%3Fy, p?y",
    "p%23y, p#y",
    "%2Fp, /p",
    "/p, /p",
    "%3Bp, ;p",
    "p&y=1, p&y=1",
    "p=y, p=y",
    "p:y@z, p:y@z",
  })
  void aSensorIsTheOneOfExactlyThatName(String path, String sensor) throws IOException {
    assertThat(get("/v1/sensors/" + path))
        .startsWith("HTTP/1.1 200 ")
        .contains("{\"sensor\":\"" + sensor + "\",");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/sensors/p;c",
        "/v1/sensors/p/;b",
        "/v1/sensors/;p",
        "/v1/sensors/p/.",
        "/v1/sensors/./p",
        "/v1/sensors/",
        "/v1/sensors;x/p",
        "/v1/sensors;x",
        "/v1/latest;x?sensor=p",
        "/v1/latest/?sensor=p",
        "/v1//latest?sensor=p",
        "/v1/x/../latest?sensor=p",
        "/v1/sensors/../latest?sensor=p",
        "/v1/sensors/..",
        "/v1/sensors/p/..",
        "/v1/sensors//",
        "//v1/sensors/p",
        "/v1%2Fsensors",
        "/v1%2Fsensors/p",
        "/v1/sensors%2Fp",
        "/%76%31/sensors/p",
      })
  void anyOtherPathLeadsNowhere(String path) throws IOException {
    // When
    String answer = get(path);

    // Then
    assertThat(answer)
        .matches("(?s)HTTP/1.1 40[04] .*")
        .contains("application/problem+json")
        .doesNotContain("\"series\":", "\"readings\":", "\"sensors\":");
    if (answer.contains("/problems/not-found")) {
      assertThat(answer)
          .contains("There is nothing at %s. /q".formatted(path.replaceFirst("\\?.*", "")));
    }
  }

  private String get(String target) throws IOException {
    try (Socket client = new Socket(service.getHost(), service.getPort())) {
      String request = "GET " + target + " HTTP/1.1\r\nHost: query\r\nConnection: close\r\n\r\n";
      client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
