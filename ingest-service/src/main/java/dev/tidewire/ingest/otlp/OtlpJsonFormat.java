package dev.tidewire.ingest.otlp;

import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.RequestFacts;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The same in JSON, which is read as the protobuf that it stands for. */
public final class OtlpJsonFormat implements Format {
  private final OtlpFormat protobuf;

  /** Reads what it stands for by the other format. */
  public OtlpJsonFormat(OtlpFormat protobuf) {
    this.protobuf = protobuf;
  }

  @Override
  public List<String> mediaTypes() {
    return List.of("application/json");
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public void read(InputStream body, RequestFacts facts, ReadingSink sink) throws IOException {
    protobuf.read(new OtlpJson().read(body), sink);
  }
}
