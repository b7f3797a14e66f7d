package dev.tidewire.ingest.influx;

import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.ingest.labels.LabelNaming;
import dev.tidewire.ingest.labels.NamedByBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * InfluxDB's line protocol (docs.influxdata.com/influxdb/v2/reference/syntax/line-protocol). Its
 * clients send it with whatever {@code Content-Type}.
 */
public final class LineProtocolFormat implements Format {
  private final Version version;
  private final LabelNaming naming;
  private final NamedByBytes known;

  /** As clients of one version of InfluxDB write it. */
  public LineProtocolFormat(Version version, LabelNaming naming, NamedByBytes known) {
    this.version = version;
    this.naming = naming;
    this.known = known;
  }

  @Override
  public List<String> mediaTypes() {
    return List.of("text/plain");
  }

  @Override
  public boolean readsAnyType() {
    return true;
  }

  @Override
  public List<Parameter> parameters() {
    return version.parameters();
  }

  @Override
  public void read(InputStream body, RequestFacts facts, ReadingSink sink) throws IOException {
    SeriesKeys keys = new SeriesKeys(naming, known);
    new LineProtocolBody(body, keys, version.ticks(facts.parameters()), sink).read();
  }
}
