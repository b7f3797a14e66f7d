package dev.tidewire.ingest;

import dev.tidewire.ingest.answer.ProblemStyle;
import dev.tidewire.ingest.cloudevents.EventFormat;
import dev.tidewire.ingest.csv.CsvFormat;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.influx.InfluxStyle;
import dev.tidewire.ingest.influx.LineProtocolFormat;
import dev.tidewire.ingest.influx.Version;
import dev.tidewire.ingest.json.JsonFormat;
import dev.tidewire.ingest.json.NdjsonFormat;
import dev.tidewire.ingest.labels.LabelNaming;
import dev.tidewire.ingest.labels.NamedByBytes;
import dev.tidewire.ingest.otlp.IgnoredAttributes;
import dev.tidewire.ingest.otlp.OtlpFormat;
import dev.tidewire.ingest.otlp.OtlpJsonFormat;
import dev.tidewire.ingest.otlp.OtlpStyle;
import dev.tidewire.ingest.prometheus.RemoteWriteFormat;
import dev.tidewire.ingest.prometheus.RemoteWriteStyle;
import dev.tidewire.ingest.prometheus.WriteVersion;
import dev.tidewire.ingest.push.PushFormat;
import dev.tidewire.ingest.route.Route;
import dev.tidewire.ingest.senml.SenmlFormat;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** Where readings are sent: each route with its formats and its style of answer. */
@Singleton
class Routes {
  /** What is remembered of the names of series: some 75,000 of the usual length. */
  private static final long MOST_BYTES_OF_NAMES = 24L << 20;

  @Produces
  @Singleton
  Route readings(LabelNaming naming) {
    List<Format> formats =
        List.of(
            new JsonFormat(naming), new NdjsonFormat(naming), new CsvFormat(), new SenmlFormat());
    return new Route(
        "sendReadings",
        "/v1/readings",
        new ProblemStyle(),
        Stream.concat(formats.stream(), Stream.of(new EventFormat(formats)))
            .toArray(Format[]::new));
  }

  @Produces
  @Singleton
  Route push(IngestConfig config) {
    ProblemStyle style = new ProblemStyle();
    PushFormat format = new PushFormat(config.pushByGet(), style.parameters());
    return Route.ofGet("pushReadings", "/v1/readings/push", style, format);
  }

  @Produces
  @Singleton
  LabelNaming naming(IngestConfig config) {
    return new LabelNaming(config.sensorLabels());
  }

  @Produces
  @Singleton
  NamedByBytes known() {
    return new NamedByBytes(MOST_BYTES_OF_NAMES);
  }

  @Produces
  @Singleton
  Route influxV1(LabelNaming naming, NamedByBytes known) {
    return influx("writeInfluxV1", "/write", Version.V1, naming, known);
  }

  @Produces
  @Singleton
  Route influxV2(LabelNaming naming, NamedByBytes known) {
    return influx("writeInfluxV2", "/api/v2/write", Version.V2, naming, known);
  }

  @Produces
  @Singleton
  Route influxV3(LabelNaming naming, NamedByBytes known) {
    return influx("writeInfluxV3", "/api/v3/write_lp", Version.V3, naming, known);
  }

  @Produces
  @Singleton
  Route remoteWrite(LabelNaming naming, NamedByBytes known) {
    return new Route(
        "remoteWrite",
        "/api/v1/write",
        new RemoteWriteStyle(),
        new RemoteWriteFormat(WriteVersion.V1, naming, known),
        new RemoteWriteFormat(WriteVersion.V2, naming, known));
  }

  @Produces
  @Singleton
  Route otlp(IngestConfig config, LabelNaming naming, NamedByBytes known) {
    IgnoredAttributes ignored = new IgnoredAttributes(config.ignoredAttributes());
    OtlpFormat protobuf = new OtlpFormat(naming, ignored, known);
    return new Route(
        "exportMetrics", "/v1/metrics", new OtlpStyle(), protobuf, new OtlpJsonFormat(protobuf));
  }

  private static Route influx(
      String id, String path, Version version, LabelNaming naming, NamedByBytes known) {
    return new Route(
        id, path, new InfluxStyle(version), new LineProtocolFormat(version, naming, known));
  }
}
