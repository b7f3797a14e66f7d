package dev.tidewire.ingest.json;

import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.ingest.labels.LabelNaming;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** One reading per line, each a JSON object. */
public final class NdjsonFormat implements Format {
  private final LabelNaming naming;

  /**
   * Reads bodies.
   *
   * @param naming of metrics with tags
   */
  public NdjsonFormat(LabelNaming naming) {
    this.naming = naming;
  }

  @Override
  public List<String> mediaTypes() {
    return List.of("application/x-ndjson", "application/ndjson");
  }

  @Override
  public List<Parameter> parameters() {
    return ShapeReader.PARAMETERS;
  }

  @Override
  public void read(InputStream body, RequestFacts facts, ReadingSink sink) throws IOException {
    new NdjsonBody(new ShapeReader(facts, sink, naming), sink).read(body);
  }
}
