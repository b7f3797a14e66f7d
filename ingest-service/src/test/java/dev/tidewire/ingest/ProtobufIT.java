package dev.tidewire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.ingest.prometheus.WriteRequests;
import dev.tidewire.ingest.prometheus.WriteRequests.Sample;
import dev.tidewire.ingest.prometheus.WriteRequests.Series;
import io.airlift.compress.snappy.SnappyCompressor;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Prometheus and OpenTelemetry send is on the topic when the answer says so. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ProtobufIT {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String V2 = PROTOBUF + ";proto=io.prometheus.write.v2.Request";
  private static final String JSON = "application/json";
  private static final List<Series> GOOD =
      List.of(
          new Series(
              Map.of("__name__", "up", "instance", "gw", "job", "node"),
              "seconds",
              List.of(new Sample(1.5, 1_700_000_000_000L))));

  private static final SensorReading POINT =
      new SensorReading(
          new SeriesKey("gw", "level"), 1_700_000_000_000_000L, 1.5, "Cel", Map.of("host", "gw"));

  @TestHTTPResource("/api/v1/write")
  URI writeUri;

  @TestHTTPResource("/v1/metrics")
  URI metricsUri;

  private static TopicReader topic;
  private ReadingsClient writes;
  private ReadingsClient metrics;

  @BeforeAll
  static void openTopic() {
    topic = new TopicReader();
  }

  @AfterAll
  static void closeTopic() {
    topic.close();
  }

  @BeforeEach
  void open() {
    writes = ReadingsClient.ready(writeUri);
    metrics = ReadingsClient.ready(metricsUri);
    topic.skip();
  }

  @Test
  void storesVersion1BeforeItAnswers_alsoOfSendersThatDoNotNameSnappy() {
    // When
    HttpResponse<String> named =
        write(PROTOBUF, WriteRequests.v1(GOOD), "Content-Encoding", "snappy");
    HttpResponse<String> unnamed = write(PROTOBUF, WriteRequests.v1(GOOD));

    // Then
    assertThat(named.statusCode()).as(named.body()).isEqualTo(204);
    assertThat(unnamed.statusCode()).as(unnamed.body()).isEqualTo(204);
    assertThat(topic.readings()).containsExactly(sample(null), sample(null));
  }

  @Test
  void storesVersion2BeforeItAnswers_andCounts() {
    // When
    HttpResponse<String> answer = write(V2, WriteRequests.v2(GOOD), "Content-Encoding", "snappy");

    // Then
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    assertThat(answer.headers().firstValue("X-Prometheus-Remote-Write-Samples-Written"))
        .contains("1");
    assertThat(topic.readings()).containsExactly(sample("s"));
  }

  @Test
  void tellsTheFirstWrongSeriesAndStoresTheOthers() {
    // Given
    Series nameless = new Series(Map.of("job", "node"), new Sample(1, 1_700_000_000_000L));

    // When
    HttpResponse<String> answer =
        write(
            PROTOBUF,
            WriteRequests.v1(List.of(GOOD.get(0), nameless)),
            "Content-Encoding",
            "snappy");

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("in series 2: the label __name__ is missing");
    assertThat(topic.readings()).containsExactly(sample(null));
  }

  @Test
  void refusesAnotherMessageAndWhatIsNotPacked() {
    // When
    HttpResponse<String> other = write(PROTOBUF + ";proto=other", WriteRequests.v1(GOOD));
    HttpResponse<String> plain = writes.post("", PROTOBUF, WriteRequests.v1(GOOD));

    // Then
    assertThat(other.statusCode()).isEqualTo(415);
    assertThat(other.body()).contains("prometheus.WriteRequest or io.prometheus.write.v2.Request");
    assertThat(plain.statusCode()).isEqualTo(400);
    assertThat(plain.body()).startsWith("The body is not valid snappy");
    assertThat(plain.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
  }

  private HttpResponse<String> write(String type, byte[] body, String... headers) {
    return writes.post("", type, snappy(body), headers);
  }

  private static SensorReading sample(String unit) {
    return new SensorReading(
        new SeriesKey("gw", "up{job=\"node\"}"),
        1_700_000_000_000_000L,
        1.5,
        unit,
        Map.of("instance", "gw", "job", "node"));
  }

  private static byte[] snappy(byte[] plain) {
    SnappyCompressor compressor = new SnappyCompressor();
    byte[] packed = new byte[compressor.maxCompressedLength(plain.length)];
    return Arrays.copyOf(
        packed, compressor.compress(plain, 0, plain.length, packed, 0, packed.length));
  }

  @Test
  void storesProtobufBeforeItAnswers_alsoPacked() {
    // When
    HttpResponse<String> plain = metrics.post("", PROTOBUF, protobuf());
    HttpResponse<String> packed =
        metrics.post("", PROTOBUF, ReadingsClient.gzip(protobuf()), "Content-Encoding", "gzip");

    // Then
    assertThat(plain.statusCode()).as(plain.body()).isEqualTo(200);
    assertThat(plain.body()).isEmpty();
    assertThat(plain.headers().firstValue("Content-Type")).contains(PROTOBUF);
    assertThat(packed.statusCode()).as(packed.body()).isEqualTo(200);
    assertThat(topic.readings()).containsExactly(POINT, POINT);
  }

  @Test
  void storesJsonBeforeItAnswers_andTellsWhatItDoesNotStore() {
    // When
    HttpResponse<String> answer =
        metrics.post(
            JSON,
            """
            {"resourceMetrics":[{"resource":{"attributes":[{"key":"host","value":{"stringValue":"gw"}}]},
             "scopeMetrics":[{"metrics":[{"name":"level","unit":"Cel","gauge":{"dataPoints":[
              {"timeUnixNano":"1700000000000000000","asDouble":"NaN"},
              {"timeUnixNano":"1700000000000000000","asDouble":1.5}]}}]}]}]}
            """);

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith("{\"partialSuccess\":{\"rejectedDataPoints\":\"1\",\"errorMessage\":\"")
        .contains("data point 1 of the request: a value must be finite, but is NaN");
    assertThat(topic.readings()).containsExactly(POINT);
  }

  @Test
  void anEmptyRequestIsAccepted() {
    assertThat(metrics.post("", PROTOBUF, new byte[0]).statusCode()).isEqualTo(200);
    assertThat(metrics.post(JSON, "{}").body()).isEqualTo("{}");
  }

  @Test
  void refusesInTheTypeOfTheRequest() {
    // When
    HttpResponse<String> json = metrics.post(JSON, "[]");
    HttpResponse<String> protobuf =
        metrics.post("", PROTOBUF, "{}".getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> other = metrics.post("text/plain", "{}");

    // Then
    assertThat(json.statusCode()).isEqualTo(400);
    assertThat(json.body()).startsWith("{\"message\":\"The JSON cannot be read at line 1");
    assertThat(protobuf.statusCode()).isEqualTo(400);
    assertThat(protobuf.headers().firstValue("Content-Type")).contains(PROTOBUF);
    assertThat(protobuf.body()).contains("cannot be read as protobuf");
    assertThat(other.statusCode()).isEqualTo(415);
    assertThat(other.body()).contains("Accepted are application/x-protobuf and application/json.");
  }

  private static byte[] protobuf() {
    ResourceMetrics.Builder resource = ResourceMetrics.newBuilder();
    resource
        .getResourceBuilder()
        .addAttributesBuilder()
        .setKey("host")
        .getValueBuilder()
        .setStringValue("gw");
    resource
        .addScopeMetricsBuilder()
        .addMetricsBuilder()
        .setName("level")
        .setUnit("Cel")
        .getGaugeBuilder()
        .addDataPointsBuilder()
        .setTimeUnixNano(1_700_000_000_000_000_000L)
        .setAsDouble(1.5);
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(resource)
        .build()
        .toByteArray();
  }
}
