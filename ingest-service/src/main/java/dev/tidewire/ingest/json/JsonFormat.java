package dev.tidewire.ingest.json;

import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.ingest.labels.LabelNaming;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** One object, or an array of them: readings, or what devices and agents send. */
public final class JsonFormat implements Format {
  private final LabelNaming naming;

  /**
   * Reads bodies.
   *
   * @param naming of metrics with tags
   */
  public JsonFormat(LabelNaming naming) {
    this.naming = naming;
  }

  @Override
  public List<String> mediaTypes() {
    return List.of("application/json");
  }

  @Override
  public List<Parameter> parameters() {
    return ShapeReader.PARAMETERS;
  }

  @Override
  public void read(InputStream body, RequestFacts facts, ReadingSink sink) throws IOException {
    new JsonBody(new ShapeReader(facts, sink, naming), sink).read(body);
  }
}
