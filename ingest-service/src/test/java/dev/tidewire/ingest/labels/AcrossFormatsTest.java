package dev.tidewire.ingest.labels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.influx.LineProtocolFormat;
import dev.tidewire.ingest.influx.Version;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.ingest.otlp.IgnoredAttributes;
import dev.tidewire.ingest.otlp.OtlpFormat;
import dev.tidewire.ingest.otlp.OtlpJsonFormat;
import dev.tidewire.ingest.prometheus.RemoteWriteFormat;
import dev.tidewire.ingest.prometheus.WriteRequests;
import dev.tidewire.ingest.prometheus.WriteVersion;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever format a label set comes by, it names the same series, and no other one does. */
class AcrossFormatsTest {
  private static final NamedByBytes KNOWN = new NamedByBytes(1 << 20);
  private static final OtlpFormat OTLP =
      new OtlpFormat(Bodies.NAMING, new IgnoredAttributes(List.of()), KNOWN);
  private static final Format OTLP_JSON = new OtlpJsonFormat(OTLP);
  private static final Format LINES = new LineProtocolFormat(Version.V1, Bodies.NAMING, KNOWN);
  private static final Format WRITE_1 =
      new RemoteWriteFormat(WriteVersion.V1, Bodies.NAMING, KNOWN);
  private static final Format WRITE_2 =
      new RemoteWriteFormat(WriteVersion.V2, Bodies.NAMING, KNOWN);
  private static final Format JSON = new dev.tidewire.ingest.json.JsonFormat(Bodies.NAMING);

  @Property
  void aLabelSetIsOneSeries_andAnotherIsAnother(
      @ForAll("names") String one,
      @ForAll("names") String other,
      @ForAll("labels") Map<String, String> ones,
      @ForAll("labels") Map<String, String> others) {
    // When
    List<SensorReading> first = readings(one, ones);
    List<SensorReading> second = readings(other, others);

    // Then
    SeriesKey series = first.get(0).series();
    assertThat(first).extracting(SensorReading::series).containsOnly(series);
    assertThat(first).extracting(SensorReading::tags).allMatch(ones::equals);
    assertThat(second.get(0).series().equals(series))
        .isEqualTo(identity(one, ones).equals(identity(other, others)));
  }

  /** The sensor, the name and the other labels: two words for the sensor mean the same (ADR 26). */
  private static List<Object> identity(String name, Map<String, String> labels) {
    Map<String, String> others = new TreeMap<>(labels);
    String sensor = others.remove("sensor");
    sensor = sensor == null ? others.remove("host") : sensor;
    return List.of(sensor == null ? name : sensor, name, others);
  }

  /** The labels by which sensors are named are among them, and what the notation is made of. */
  @Provide
  Arbitrary<Map<String, String>> labels() {
    return Arbitraries.maps(
            Arbitraries.of("sensor", "host", "a", "a,", "b =", "\"", "{é}"), texts())
        .ofMaxSize(3)
        .map(TreeMap::new);
  }

  @Provide
  Arbitrary<String> names() {
    return texts();
  }

  /** No backslash: what it means in a line depends on what follows. */
  private static Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", ",", "=", " ", "\"", "{", "}", ".", "é", "a=\"b\"")
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(parts -> String.join("", parts));
  }

  private static List<SensorReading> readings(String name, Map<String, String> labels) {
    List<SensorReading> all = new ArrayList<>();
    all.add(only(LINES, bytes(line(name, labels))));
    all.add(only(JSON, bytes(telegraf(name, labels))));
    WriteRequests.Series series = series(name, labels);
    all.add(only(WRITE_1, WriteRequests.v1(List.of(series))));
    all.add(only(WRITE_2, WriteRequests.v2(List.of(series))));
    ExportMetricsServiceRequest otlp = otlp(name, labels);
    all.add(only(OTLP, otlp.toByteArray()));
    all.add(only(OTLP_JSON, bytes(json(otlp))));
    return all;
  }

  private static SensorReading only(Format format, byte[] body) {
    ParseOutcome outcome = Bodies.outcome(format, body, Map.of());
    assertThat(outcome).isInstanceOf(ParseOutcome.Parsed.class);
    List<SensorReading> readings = Bodies.readings((ParseOutcome.Parsed) outcome);
    assertThat(readings).hasSize(1);
    return readings.get(0);
  }

  private static String line(String name, Map<String, String> labels) {
    String tags =
        labels.entrySet().stream()
            .map(label -> "," + escaped(label.getKey()) + "=" + escaped(label.getValue()))
            .collect(Collectors.joining());
    return name.replace(",", "\\,").replace(" ", "\\ ") + tags + " value=1 1795341600000000000";
  }

  private static String escaped(String text) {
    return text.replace(",", "\\,").replace(" ", "\\ ").replace("=", "\\=");
  }

  private static String telegraf(String name, Map<String, String> labels) {
    String tags =
        labels.entrySet().stream()
            .map(label -> quoted(label.getKey()) + ":" + quoted(label.getValue()))
            .collect(Collectors.joining(","));
    return "{\"metrics\":[{\"name\":%s,\"tags\":{%s},\"fields\":{\"value\":1},\"timestamp\":1795341600}]}"
        .formatted(quoted(name), tags);
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  private static WriteRequests.Series series(String name, Map<String, String> labels) {
    Map<String, String> all = new TreeMap<>(labels);
    all.put("__name__", name);
    return new WriteRequests.Series(all, new WriteRequests.Sample(1, 1_795_341_600_000L));
  }

  private static ExportMetricsServiceRequest otlp(String name, Map<String, String> labels) {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    Metric.Builder metric =
        request
            .addResourceMetricsBuilder()
            .addScopeMetricsBuilder()
            .addMetricsBuilder()
            .setName(name);
    metric
        .getGaugeBuilder()
        .addDataPointsBuilder()
        .setAsDouble(1)
        .setTimeUnixNano(1_795_341_600_000_000_000L)
        .addAllAttributes(
            labels.entrySet().stream()
                .map(
                    label ->
                        KeyValue.newBuilder()
                            .setKey(label.getKey())
                            .setValue(AnyValue.newBuilder().setStringValue(label.getValue()))
                            .build())
                .toList());
    return request.build();
  }

  private static String json(ExportMetricsServiceRequest request) {
    try {
      return JsonFormat.printer().print(request);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
