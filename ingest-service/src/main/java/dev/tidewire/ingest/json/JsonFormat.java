package dev.tidewire.ingest.json;

import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.ReadingRules;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.RequestFacts;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** One reading as a JSON object, or an array of them. */
public final class JsonFormat implements Format {
  @Override
  public List<String> mediaTypes() {
    return List.of("application/json");
  }

  @Override
  public List<Parameter> parameters() {
    return ReadingRules.PARAMETERS;
  }

  @Override
  public void read(InputStream body, RequestFacts facts, ReadingSink sink) throws IOException {
    new JsonBody(ReadingRules.of(facts), sink).read(body);
  }
}
