package dev.tidewire.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.ingest.labels.LabelNaming;
import dev.tidewire.ingest.labels.NamedByBytes;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpTest {
  private static final LabelNaming NAMING = new LabelNaming(List.of("host"));
  private static final OtlpFormat PROTOBUF =
      new OtlpFormat(
          NAMING,
          new IgnoredAttributes(List.of("telemetry.*", "host.arch")),
          new NamedByBytes(1 << 20));
  private static final OtlpJsonFormat JSON = new OtlpJsonFormat(PROTOBUF);

  /** In the order of fields that protobuf allows and nobody writes. */
  private static final String GOLDEN =
      """
      {"resourceMetrics": [{
        "scopeMetrics": [{"scope": {"name": "lib", "version": "1"}, "metrics": [
          {"gauge": {"dataPoints": [
             {"timeUnixNano": "1795000000000000999", "asInt": "-3", "attributes": [
               {"key": "site", "value": {"stringValue": "north"}},
               {"key": "ports", "value": {"arrayValue": {"values": [{"intValue": "80"}, {"stringValue": "x"}]}}}]}]},
           "name": "level", "unit": "Cel", "description": "ignored"},
          {"name": "done", "sum": {"isMonotonic": true,
             "aggregationTemporality": "AGGREGATION_TEMPORALITY_CUMULATIVE",
             "dataPoints": [{"timeUnixNano": 1795000000000000000, "asDouble": 5}]}},
          {"name": "took", "unit": "ms", "histogram": {"aggregationTemporality": 2, "dataPoints": [
             {"timeUnixNano": "1795000000000000000", "count": "4", "sum": 21.5, "min": 1, "max": 12,
              "bucketCounts": ["1", 2, "1"], "explicitBounds": [2.5, 10]}]}},
          {"name": "size", "exponentialHistogram": {"dataPoints": [
             {"timeUnixNano": "1795000000000000000", "count": 3, "sum": 10, "scale": 0, "zeroCount": 1,
              "positive": {"offset": 1, "bucketCounts": ["0", "2"]}}]}},
          {"name": "wait", "unit": "s", "summary": {"dataPoints": [
             {"timeUnixNano": "1795000000000000000", "count": "2", "sum": 3,
              "quantileValues": [{"quantile": 0.5, "value": 1}, {"quantile": 0.99, "value": "NaN"}]}]}}
        ]}],
        "resource": {"attributes": [{"key": "host", "value": {"stringValue": "gw"}},
                                    {"key": "telemetry.sdk.version", "value": {"stringValue": "1"}},
                                    {"value": {"stringValue": "amd64"}, "key": "host.arch"},
                                    {"key": "site", "value": {"stringValue": "south"}}]}
      }]}
      """;

  @Test
  void readsEveryKind() {
    // When
    ParseOutcome.Parsed parsed = Bodies.parse(JSON, GOLDEN);

    // Then
    assertThat(parsed.errors()).isEmpty();
    assertThat(parsed.warnings().skipped()).isEqualTo(2);
    assertThat(Bodies.readings(parsed).stream().map(OtlpTest::shown))
        .containsExactlyInAnyOrder(
            "gw level{ports=\"[80,\\\"x\\\"]\",site=\"north\"} -3.0 Cel",
            "gw done{site=\"south\"} 5.0 null",
            "gw took.count{site=\"south\"} 4.0 null",
            "gw took.sum{site=\"south\"} 21.5 ms",
            "gw took.min{site=\"south\"} 1.0 ms",
            "gw took.max{site=\"south\"} 12.0 ms",
            "gw took.bucket{le=\"2.5\",site=\"south\"} 1.0 null",
            "gw took.bucket{le=\"10\",site=\"south\"} 3.0 null",
            "gw took.bucket{le=\"+Inf\",site=\"south\"} 4.0 null",
            "gw size.count{site=\"south\"} 3.0 null",
            "gw size.sum{site=\"south\"} 10.0 null",
            "gw wait.count{site=\"south\"} 2.0 null",
            "gw wait.sum{site=\"south\"} 3.0 s",
            "gw wait{quantile=\"0.5\",site=\"south\"} 1.0 s");
    assertThat(Bodies.readings(parsed))
        .allSatisfy(it -> assertThat(it.timeMicros()).isEqualTo(1_795_000_000_000_000L));
  }

  @Test
  void aPointWithoutATimeIsOfTheTimeOfReceipt() {
    NumberDataPoint point = NumberDataPoint.newBuilder().setAsInt(1).build();

    assertThat(Bodies.readings(parsed(request(point))))
        .extracting(SensorReading::timeMicros)
        .containsExactly(ReadingTime.toMicros(Bodies.NOW));
  }

  @Test
  void integersThatNoDoubleHoldsAreCounted() {
    // Given
    NumberDataPoint.Builder point = NumberDataPoint.newBuilder().setTimeUnixNano(1_000);

    // Then
    for (long inexact : new long[] {(1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE + 1}) {
      assertThat(parsed(request(point.setAsInt(inexact).build())).warnings().inexact()).isOne();
    }
    for (long exact : new long[] {0, 1L << 53, 1L << 62, Long.MIN_VALUE}) {
      assertThat(parsed(request(point.setAsInt(exact).build())).warnings().inexact()).isZero();
    }
  }

  @Test
  void aTimeHasNoSign() {
    NumberDataPoint point = NumberDataPoint.newBuilder().setTimeUnixNano(-1).setAsInt(1).build();

    assertThat(parsed(request(point)).errors())
        .singleElement()
        .asString()
        .contains("after the latest one accepted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"\",\"gauge\":{\"dataPoints\":[{\"asInt\":1}]}} | the metric has no name in UTF-8",
        "{\"name\":\"m\",\"gauge\":{\"dataPoints\":[{}]}} | the data point has no value",
        "{\"name\":\"m\",\"gauge\":{\"dataPoints\":[{\"asDouble\":\"NaN\"}]}} | a value must be finite, but is NaN",
        "{\"name\":\"m\",\"gauge\":{\"dataPoints\":[{\"asDouble\":1e999}]}} | a value must be finite, but is Infinity",
        "{\"name\":\"m\",\"histogram\":{\"dataPoints\":[{\"bucketCounts\":[1],\"explicitBounds\":[1]}]}} | a histogram must have one bucket more than bounds, but has 1 and 1",
        "{\"name\":\"m\",\"histogram\":{\"dataPoints\":[{\"bucketCounts\":[1,1],\"explicitBounds\":[\"Infinity\"]}]}} | a bound must be finite, but is Infinity",
        "{\"name\":\"m\",\"gauge\":{\"dataPoints\":[{\"asInt\":1,\"attributes\":[{\"key\":\"a\"},{\"key\":\"a\"}]}]}} | the attribute \"a\" is given twice",
        "{\"name\":\"m\",\"histogram\":{\"dataPoints\":[{\"bucketCounts\":[1],\"attributes\":[{\"key\":\"le\"}]}]}} | the attribute \"le\" has the name of the label that tells the parts of the metric apart; give it another name",
        "{\"name\":\"m\",\"summary\":{\"dataPoints\":[{\"quantileValues\":[{\"value\":1}],\"attributes\":[{\"key\":\"quantile\"}]}]}} | the attribute \"quantile\" has the name of the label that tells the parts of the metric apart; give it another name",
        "{\"name\":\"\\ud800\",\"gauge\":{\"dataPoints\":[{\"asInt\":1}]}} | the metric has no name in UTF-8",
        "{\"name\":\"m\",\"unit\":\"\\udc00\",\"gauge\":{\"dataPoints\":[{\"asInt\":1}]}} | unit must be valid Unicode (found half of a surrogate pair)",
        "{\"name\":\"m\",\"gauge\":{\"dataPoints\":[{\"asInt\":1,\"attributes\":[{\"key\":\"a\\ud800b\"}]}]}} | an attribute is not UTF-8, or too deep in others",
        "{\"name\":\"m\",\"gauge\":{\"dataPoints\":[{\"asInt\":1,\"attributes\":[{\"key\":\"a\",\"value\":{\"stringValue\":\"\\udc00\\ud800\"}}]}]}} | an attribute is not UTF-8, or too deep in others",
        "{\"name\":\"m\",\"gauge\":{\"dataPoints\":[{\"asInt\":1,\"attributes\":[{\"key\":\"a\",\"value\":{\"arrayValue\":{\"values\":[{\"stringValue\":\"\\ud800\"}]}}}]}]}} | an attribute is not UTF-8, or too deep in others",
        "{\"name\":\"m\",\"gauge\":{\"dataPoints\":[{\"asDouble\":1,\"asDouble\":2}]}} | the data point has two values",
        "{\"name\":\"m\",\"gauge\":{\"dataPoints\":[{\"asDouble\":1,\"asInt\":1}]}} | the data point has two values",
        "{\"name\":\"m\",\"gauge\":{\"dataPoints\":[{\"asInt\":1,\"attributes\":[],\"asDouble\":2}]}} | the data point has two values",
      })
  void aDataPointThatIsWrongIsTold(String metric, String detail) {
    // Given
    String good = "{\"name\":\"m\",\"gauge\":{\"dataPoints\":[{\"asInt\":1}]}}";

    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            JSON,
            "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[%s,%s]}]}]}"
                .formatted(good, metric));

    // Then
    assertThat(parsed.errors()).containsExactly(new ItemError(detail, new Position.Item(2)));
    assertThat(parsed.accepted()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"name\":\"a\",\"name\":\"b\",\"gauge\":{\"dataPoints\":[{\"asInt\":1}]}",
        "\"unit\":\"m\",\"name\":\"b\",\"unit\":\"s\",\"gauge\":{\"dataPoints\":[{\"asInt\":1}]}",
        "\"name\":\"b\",\"gauge\":{\"dataPoints\":[{\"asInt\":1}]},\"sum\":{\"dataPoints\":[{\"asInt\":1}]}",
        "\"name\":\"b\",\"gauge\":{\"dataPoints\":[{\"asInt\":1,\"timeUnixNano\":1,\"timeUnixNano\":2}]}",
        "\"name\":\"b\",\"gauge\":{\"dataPoints\":[{\"asInt\":1}],\"dataPoints\":[{\"asInt\":2}]}",
        "\"name\":\"b\",\"gauge\":{\"dataPoints\":[{\"asInt\":1,\"attributes\":[{\"key\":\"a\",\"value\":{\"stringValue\":\"x\",\"intValue\":1}}]}]}",
      })
  void membersOfWhichOnlyOneCanBeAreRefused(String metric) {
    assertThat(
            Bodies.refused(
                    JSON,
                    "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{%s}]}]}]}"
                        .formatted(metric))
                .detail())
        .contains("must be there once");
  }

  @Test
  void manyBucketsAndLongAttributesAreTold() {
    // Given
    HistogramDataPoint.Builder many = HistogramDataPoint.newBuilder();
    for (int i = 0; i < 100_000; i++) {
      many.addBucketCounts(1).addExplicitBounds(i);
    }
    NumberDataPoint.Builder attributed = NumberDataPoint.newBuilder().setAsInt(1);
    attributed
        .addAttributesBuilder()
        .setKey("a")
        .setValue(AnyValue.newBuilder().setStringValue("x".repeat(1_000_000)));

    // When
    ResourceMetrics.Builder resource = ResourceMetrics.newBuilder();
    resource
        .addScopeMetricsBuilder()
        .addMetricsBuilder()
        .setName("m")
        .getHistogramBuilder()
        .addDataPoints(many.addBucketCounts(1));
    ExportMetricsServiceRequest histogram =
        ExportMetricsServiceRequest.newBuilder().addResourceMetrics(resource).build();

    // Then
    assertThat(parsed(histogram).errors())
        .singleElement()
        .asString()
        .contains("at most 999 bounds");
    assertThat(parsed(request(attributed.build())).errors())
        .singleElement()
        .asString()
        .contains("more than 4096 bytes");
  }

  @Test
  void aResourceWithLongAttributesCostsLittleForEachPoint() {
    // Given
    ResourceMetrics.Builder resource = ResourceMetrics.newBuilder();
    resource
        .getResourceBuilder()
        .addAttributesBuilder()
        .setKey("a")
        .setValue(AnyValue.newBuilder().setStringValue("x".repeat(1_000_000)));
    Gauge.Builder gauge =
        resource.addScopeMetricsBuilder().addMetricsBuilder().setName("m").getGaugeBuilder();
    for (int i = 0; i < 50_000; i++) {
      gauge.addDataPointsBuilder().setAsInt(1);
    }

    // Then
    assertThat(
            parsed(ExportMetricsServiceRequest.newBuilder().addResourceMetrics(resource).build())
                .rejected())
        .isEqualTo(50_000);
  }

  @Test
  void attributesThatAreTooDeepAreTold() {
    // Given
    AnyValue value = AnyValue.newBuilder().setStringValue("x").build();
    for (int i = 0; i < 200; i++) {
      AnyValue.Builder outer = AnyValue.newBuilder();
      outer.getArrayValueBuilder().addValues(value);
      value = outer.build();
    }
    NumberDataPoint.Builder point = NumberDataPoint.newBuilder().setAsInt(1);
    point.addAttributesBuilder().setKey("a").setValue(value);

    // Then
    assertThat(parsed(request(point.build())).errors())
        .singleElement()
        .asString()
        .contains("too deep in others");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | The body is empty",
        "[] | line 1, column 1: an object is expected",
        "{} {} | something follows the end",
        "{\"resourceMetrics\":{}} | \"resourceMetrics\" must be an array",
        "{\"resourceMetrics\":[1]} | an element must be an object",
        "{\"resourceMetrics\":[{\"resource\":[]}]} | \"resource\" must be an object",
        "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":1}]}]}]} | \"name\" must be a string",
        "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":\"x\"}]}}]}]}]} | \"timeUnixNano\" must be an integer of 64 bits",
        "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":1.5}]}}]}]}]} | must be an integer of 64 bits",
        "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":1e99999}]}}]}]}]} | must be an integer of 64 bits",
        "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":1e-999999}]}}]}]}]} | must be an integer of 64 bits",
        "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"gauge\":{\"dataPoints\":[{\"asInt\":\"18446744073709551616\"}]}}]}]}]} | must be an integer of 64 bits",
        "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"gauge\":{\"dataPoints\":[{\"asDouble\":\"much\"}]}}]}]}]} | \"asDouble\" must be a number",
        "{\"resourceMetrics\":[ | Unexpected end-of-input",
        "{\"resourceMetrics\":[NaN]} | NaN",
      })
  void jsonThatIsNoRequestIsRefusedAsAWhole(String json, String reason) {
    // When
    Problem problem = Bodies.refused(JSON, json);

    // Then
    assertThat(problem.type()).isEqualTo(ProblemType.UNREADABLE_BODY);
    assertThat(problem.detail()).contains(reason);
  }

  @Test
  void jsonMayHaveMembersThatAreNotKnown_andNulls() {
    assertThat(
            Bodies.parse(
                    JSON,
                    "\uFEFF{\"resourceMetrics\":[{\"new\":[{}],\"resource\":null,\"scopeMetrics\":[{\"metrics\":["
                        + "{\"name\":\"m\",\"gauge\":{\"dataPoints\":[{\"asDouble\":\"1e3\",\"timeUnixNano\":1.795e18}]}}]}]}]}")
                .accepted())
        .isEqualTo(1);
  }

  @Test
  void surrogatesInPairsAreText() {
    assertThat(
            Bodies.readings(
                Bodies.parse(
                    JSON,
                    "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":["
                        + "{\"name\":\"\\ud83d\\ude00?\",\"gauge\":{\"dataPoints\":[{\"asInt\":1}]}}]}]}]}")))
        .singleElement()
        .extracting(it -> it.series().metric())
        .isEqualTo("\uD83D\uDE00?");
  }

  @Test
  void anEmptyRequestIsOne() {
    assertThat(Bodies.parse(JSON, "{}").accepted()).isZero();
    assertThat(Bodies.parse(PROTOBUF, "").accepted()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n\u0000\n\u0000", "x\u0001"})
  void bytesAreNotTakenForTextOfAnotherCharsetOrForAnotherCoding(String bytes) {
    assertThat(Bodies.parse(PROTOBUF, bytes).accepted()).isZero();
  }

  /** What the generated classes say that a request holds is read, in both types. */
  @Property(tries = 2_000)
  void readsWhatTheGeneratedClassesSay(@ForAll long seed) throws InvalidProtocolBufferException {
    // Given
    ExportMetricsServiceRequest request = OtlpRequests.of(seed);
    OtlpTwin twin = new OtlpTwin(NAMING, request);
    String json = JsonFormat.printer().print(request);

    // When
    List<ParseOutcome.Parsed> both = List.of(parsed(request), Bodies.parse(JSON, json));

    // Then
    for (ParseOutcome.Parsed parsed : both) {
      assertThat(parsed.rejected()).isEqualTo(twin.rejected);
      assertThat(parsed.warnings().skipped()).isEqualTo(twin.skipped);
      assertThat(Bodies.readings(parsed)).containsExactlyInAnyOrderElementsOf(twin.readings);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e99999999999", "0e-99999999999"})
  void anExponentThatIsTooLongForAnInteger_isTold(String integer) {
    assertThat(
            Bodies.refused(
                    JSON,
                    "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":\"%s\"}]}}]}]}]}"
                        .formatted(integer))
                .detail())
        .contains("must be an integer of 64 bits");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gauge | \"asInt\":\"9223372036854775808\" | with a sign",
        "gauge | \"asInt\":18446744073709551615 | with a sign",
        "gauge | \"asInt\":1e19 | with a sign",
        "gauge | \"asInt\":\"-9223372036854775809\" | with a sign",
        "gauge | \"asInt\":1,\"timeUnixNano\":-1 | without a sign",
        "gauge | \"asInt\":1,\"timeUnixNano\":\"18446744073709551616\" | without a sign",
        "histogram | \"count\":\"-1\" | without a sign",
        "histogram | \"count\":\"2\",\"bucketCounts\":[\"-1\",\"3\"] | without a sign",
        "summary | \"count\":-1 | without a sign",
      })
  void anIntegerOutOfItsRangeIsTold(String kind, String fields, String detail) {
    assertThat(
            Bodies.refused(
                    JSON,
                    "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"m\",\"%s\":{\"dataPoints\":[{%s}]}}]}]}]}"
                        .formatted(kind, fields))
                .detail())
        .contains("must be an integer of 64 bits " + detail);
  }

  /** Whatever the bytes are, and wherever a good request is damaged. */
  @Property(tries = 3_000)
  void anyBytesAreReadOrTold(
      @ForAll long seed, @ForAll @IntRange(max = 99_999) int at, @ForAll byte with)
      throws InvalidProtocolBufferException {
    // Given
    ExportMetricsServiceRequest request = OtlpRequests.of(seed);
    byte[] protobuf = damaged(request.toByteArray(), at, with);
    byte[] json =
        damaged(JsonFormat.printer().print(request).getBytes(StandardCharsets.UTF_8), at, with);

    // Then
    assertThat(Bodies.outcome(PROTOBUF, protobuf, Map.of())).isNotNull();
    assertThat(Bodies.outcome(JSON, json, Map.of())).isNotNull();
  }

  private static byte[] damaged(byte[] bytes, int at, byte with) {
    if (bytes.length > 0) {
      bytes[at % bytes.length] = with;
    }
    return bytes;
  }

  private static String shown(SensorReading reading) {
    return "%s %s %s %s"
        .formatted(
            reading.series().sensor(), reading.series().metric(), reading.value(), reading.unit());
  }

  private static ExportMetricsServiceRequest request(NumberDataPoint point) {
    ResourceMetrics.Builder resource = ResourceMetrics.newBuilder();
    resource
        .addScopeMetricsBuilder()
        .addMetricsBuilder()
        .setName("m")
        .getGaugeBuilder()
        .addDataPoints(point);
    return ExportMetricsServiceRequest.newBuilder().addResourceMetrics(resource).build();
  }

  private static ParseOutcome.Parsed parsed(ExportMetricsServiceRequest request) {
    return (ParseOutcome.Parsed) Bodies.outcome(PROTOBUF, request.toByteArray(), Map.of());
  }
}
