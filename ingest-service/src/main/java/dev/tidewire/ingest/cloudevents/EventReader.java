package dev.tidewire.ingest.cloudevents;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.MediaType;
import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.ingest.json.JsonFaults;
import dev.tidewire.ingest.json.ObjectReader;
import dev.tidewire.platform.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads events. Attributes may stand behind the data, so the data of one event is kept until its
 * end, and read by its own format then.
 */
final class EventReader implements ObjectReader {
  private final EventFormat format;
  private final RequestFacts facts;
  private final ReadingSink sink;
  private final Map<String, String> attributes = new HashMap<>();
  private final List<Violation> ofReadings = new ArrayList<>();
  private final EventData data = new EventData();

  EventReader(EventFormat format, RequestFacts facts, ReadingSink sink) {
    this.format = format;
    this.facts = facts;
    this.sink = sink;
  }

  @Override
  public boolean entersItems(JsonParser in) {
    return false;
  }

  @Override
  public @Nullable Violation read(JsonParser in) throws IOException {
    attributes.clear();
    ofReadings.clear();
    data.clear();
    Violation violation = null;
    for (; in.currentToken() != JsonToken.END_OBJECT; in.nextToken()) {
      String member = in.currentName();
      in.nextToken();
      Violation ofMember =
          EventData.NAMES.contains(member) ? data.take(in, member) : attribute(in, member);
      violation = violation == null ? ofMember : violation;
    }
    return violation == null ? readData() : violation;
  }

  private @Nullable Violation attribute(JsonParser in, String name) throws IOException {
    if (in.currentToken().isStructStart()) {
      return JsonFaults.wrongType(in, "an attribute", "/" + name, "a string, number or boolean");
    }
    boolean isRead = Event.NAMES.contains(name) && in.currentToken() != JsonToken.VALUE_NULL;
    boolean isRepeated = isRead && attributes.put(name, in.getText()) != null;
    return isRepeated ? JsonFaults.repeated(name, "/" + name) : null;
  }

  private @Nullable Violation readData() throws IOException {
    Event event = new Event(Map.copyOf(attributes));
    String violation = event.violation();
    if (violation != null) {
      return new Violation("", violation);
    }
    MediaType type = MediaType.of(event.dataContentType());
    Optional<Format> ofData = format.ofData(type);
    if (ofData.isEmpty()) {
      return new Violation(
          "/datacontenttype",
          "datacontenttype must be one of %s, but is %s"
              .formatted(format.typesOfData(), Quoted.of(event.dataContentType())));
    }
    Violation undecoded = data.decode(type);
    return undecoded == null ? readData(event, ofData.get()) : undecoded;
  }

  /** A body of data that is refused costs only its event; what is too much costs the request. */
  private @Nullable Violation readData(Event event, Format ofData) throws IOException {
    DataSink readings = new DataSink(event, sink, ofReadings);
    try {
      ofData.read(new ByteArrayInputStream(data.bytes()), event.facts(facts, ofData), readings);
      return null;
    } catch (BodyRefusedException e) {
      if (e.problem().type() != ProblemType.UNREADABLE_BODY) {
        throw e;
      }
      return new Violation("/data", readings.refused(e.problem().detail()));
    }
  }

  @Override
  public @Nullable Violation add() {
    return null;
  }

  @Override
  public List<Violation> badMetrics() {
    return ofReadings;
  }
}
