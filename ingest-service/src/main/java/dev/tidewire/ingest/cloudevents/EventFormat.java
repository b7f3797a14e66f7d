package dev.tidewire.ingest.cloudevents;

import dev.tidewire.ingest.format.BodyCharset;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.MediaType;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.ingest.json.JsonBody;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** An event in JSON, or an array of them (CloudEvents' JSON format 1.0.2). */
public final class EventFormat implements Format {
  private final List<Format> formats;

  /**
   * Reads events.
   *
   * @param formats of their data
   */
  public EventFormat(List<Format> formats) {
    this.formats = List.copyOf(formats);
  }

  @Override
  public List<String> mediaTypes() {
    return List.of("application/cloudevents+json", "application/cloudevents-batch+json");
  }

  @Override
  public List<Parameter> parameters() {
    return formats.stream().flatMap(format -> format.parameters().stream()).distinct().toList();
  }

  @Override
  public void read(InputStream body, RequestFacts facts, ReadingSink sink) throws IOException {
    new JsonBody(new EventReader(this, facts, sink), sink).read(body);
  }

  /** The format of data of a type. */
  Optional<Format> ofData(MediaType type) {
    return formats.stream()
        .filter(format -> format.mediaTypes().contains(type.name()))
        .filter(format -> format.refusal(type) == null)
        .findFirst()
        .map(format -> BodyCharset.in(type, format));
  }

  /** The types that data may have, for people. */
  String typesOfData() {
    return String.join(
        ", ", formats.stream().flatMap(format -> format.mediaTypes().stream()).toList());
  }
}
