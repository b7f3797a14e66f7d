package dev.tidewire.ingest.otlp;

import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.ingest.labels.LabelNaming;
import dev.tidewire.ingest.labels.NamedByBytes;
import dev.tidewire.ingest.protobuf.ProtobufReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The metrics of OTLP in protobuf (opentelemetry.io/docs/specs/otlp). */
public final class OtlpFormat implements Format {
  private final LabelNaming naming;
  private final IgnoredAttributes ignored;
  private final NamedByBytes known;

  /** Names series as other protocols with labels do. */
  public OtlpFormat(LabelNaming naming, IgnoredAttributes ignored, NamedByBytes known) {
    this.naming = naming;
    this.ignored = ignored;
    this.known = known;
  }

  @Override
  public List<String> mediaTypes() {
    return List.of("application/x-protobuf");
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public void read(InputStream body, RequestFacts facts, ReadingSink sink) throws IOException {
    read(new ProtobufReader(body.readAllBytes()), sink);
  }

  void read(ProtobufReader request, ReadingSink sink) throws IOException {
    new OtlpBody(request, new SeriesNames(naming, ignored, known), sink).read();
  }
}
