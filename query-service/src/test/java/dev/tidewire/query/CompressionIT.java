package dev.tidewire.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RealPostgres.class)
class CompressionIT {
  private static final String READINGS = "/v1/readings?sensor=packed";

  @TestHTTPResource("/")
  URI service;

  @BeforeAll
  static void store() {
    Stored.partitions();
    if (Stored.rows("SELECT 1 FROM series WHERE sensor = 'packed'").isEmpty()) {
      long series = Stored.series("packed", "value", null, "{}");
      Stored.readings(series, "2026-03-01T00:00:00Z", "1 second", 9000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-ndjson", "text/csv"})
  void anAnswerIsPackedForAClientThatAsks(String format) throws Exception {
    for (Version version : Version.values()) {
      // When
      HttpResponse<byte[]> plain = send(version, READINGS, "GET", format, "identity");
      HttpResponse<byte[]> packed = send(version, READINGS, "GET", format, "gzip, deflate, br");
      // Then
      assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
      assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
      for (HttpResponse<byte[]> response : List.of(plain, packed)) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.version()).isEqualTo(version);
        assertThat(response.headers().allValues("Vary")).containsExactly("Accept, Accept-Encoding");
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(format);
      }
      assertThat(packed.body().length).isLessThan(plain.body().length / 4);
      assertThat(unpacked(packed.body())).isEqualTo(plain.body());
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void theHeadOfAPackedAnswerHasNoBody(Version version) throws Exception {
    for (String format : List.of("application/json", "text/csv")) {
      HttpResponse<byte[]> head = send(version, READINGS + "&limit=10", "HEAD", format, "gzip");
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.headers().firstValue("Vary")).hasValue("Accept, Accept-Encoding");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/readings", "/nothing"})
  void whatIsSmallIsNotPacked(String path) throws Exception {
    HttpResponse<byte[]> response = send(Version.HTTP_1_1, path, "GET", "*/*", "gzip");
    assertThat(response.headers().map()).doesNotContainKey("Content-Encoding");
  }

  private HttpResponse<byte[]> send(
      Version version, String path, String method, String format, String coding)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve(path))
            .version(version)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Accept", format)
            .header("Accept-Encoding", coding)
            .build();
    // A client keeps its connection, and so the version of its first request.
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }
}
