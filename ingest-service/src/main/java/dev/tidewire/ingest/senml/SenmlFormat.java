package dev.tidewire.ingest.senml;

import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.ingest.json.JsonBody;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A SenML pack in JSON (RFC 8428): an array of records. */
public final class SenmlFormat implements Format {
  @Override
  public List<String> mediaTypes() {
    return List.of("application/senml+json", "application/sensml+json");
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(Parameter.SENSOR);
  }

  @Override
  public void read(InputStream body, RequestFacts facts, ReadingSink sink) throws IOException {
    String sensor = facts.parameter(Parameter.SENSOR, "");
    new JsonBody(new SenmlReader(sensor, sink), sink).read(body);
  }
}
