package dev.tidewire.ingest.fuzz;

import dev.tidewire.ingest.cloudevents.EventFormat;
import dev.tidewire.ingest.csv.CsvFormat;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.influx.LineProtocolFormat;
import dev.tidewire.ingest.influx.Version;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.json.JsonFormat;
import dev.tidewire.ingest.json.NdjsonFormat;
import dev.tidewire.ingest.labels.LabelNaming;
import dev.tidewire.ingest.labels.NamedByBytes;
import dev.tidewire.ingest.otlp.IgnoredAttributes;
import dev.tidewire.ingest.otlp.OtlpFormat;
import dev.tidewire.ingest.otlp.OtlpJsonFormat;
import dev.tidewire.ingest.prometheus.RemoteWriteFormat;
import dev.tidewire.ingest.prometheus.WriteVersion;
import dev.tidewire.ingest.senml.SenmlFormat;
import java.util.List;
import java.util.Map;

/** What is fuzzed: a format with headers and parameters. */
enum Grammar {
  JSON(new JsonFormat(Bodies.NAMING), Map.of("sensor", "a")),
  LENIENT_JSON(new JsonFormat(Bodies.NAMING), Map.of("lenient", "true")),
  NDJSON(new NdjsonFormat(Bodies.NAMING), Map.of()),
  CSV(new CsvFormat(), Map.of("sensor", "a")),
  WIDE_CSV(new CsvFormat(), Map.of("sensor", "a", "wide", "true", "preview", "true")),
  SENML(new SenmlFormat(), Map.of()),
  EVENT(
      new EventFormat(List.of(new JsonFormat(Bodies.NAMING), new CsvFormat())),
      Map.of(),
      "application/cloudevents+json"),
  EVENTS(
      new EventFormat(List.of(new JsonFormat(Bodies.NAMING))),
      Map.of(),
      "application/cloudevents-batch+json"),
  LINES(new LineProtocolFormat(Version.V1, Shared.NAMING, Shared.KNOWN), Map.of()),
  REMOTE_WRITE(new RemoteWriteFormat(WriteVersion.V1, Shared.NAMING, Shared.KNOWN), Map.of()),
  REMOTE_WRITE_2(new RemoteWriteFormat(WriteVersion.V2, Shared.NAMING, Shared.KNOWN), Map.of()),
  OTLP(Shared.OTLP, Map.of()),
  OTLP_JSON(new OtlpJsonFormat(Shared.OTLP), Map.of());

  /** What formats remember between bodies. */
  private static final class Shared {
    static final LabelNaming NAMING = Bodies.NAMING;
    static final NamedByBytes KNOWN = new NamedByBytes(1 << 20);
    static final OtlpFormat OTLP = new OtlpFormat(NAMING, new IgnoredAttributes(List.of()), KNOWN);
  }

  final Format format;
  final Map<String, String> parameters;
  final Map<String, String> headers;

  Grammar(Format format, Map<String, String> parameters) {
    this(format, parameters, Map.of());
  }

  Grammar(Format format, Map<String, String> parameters, String contentType) {
    this(format, parameters, Map.of("content-type", contentType));
  }

  Grammar(Format format, Map<String, String> parameters, Map<String, String> headers) {
    this.format = format;
    this.parameters = parameters;
    this.headers = headers;
  }
}
