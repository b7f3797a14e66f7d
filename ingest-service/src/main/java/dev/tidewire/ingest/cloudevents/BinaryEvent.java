package dev.tidewire.ingest.cloudevents;

import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.PercentText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A body that is the data of an event, whose attributes are headers (CloudEvents' HTTP binding
 * 1.0.2, section 3.1).
 */
public final class BinaryEvent implements Format {
  private static final String PREFIX = "ce-";

  private final Format format;

  private BinaryEvent(Format format) {
    this.format = format;
  }

  /** The format for a body with these headers, which are by name in lower case. */
  public static Format in(Map<String, String> headers, Format format) {
    boolean isEvent = headers.containsKey(PREFIX + "specversion");
    return isEvent && !(format instanceof EventFormat) ? new BinaryEvent(format) : format;
  }

  @Override
  public List<String> mediaTypes() {
    return format.mediaTypes();
  }

  @Override
  public boolean isText() {
    return format.isText();
  }

  @Override
  public List<Parameter> parameters() {
    return format.parameters();
  }

  @Override
  public void read(InputStream body, RequestFacts facts, ReadingSink sink) throws IOException {
    Map<String, String> attributes = new HashMap<>();
    for (Map.Entry<String, String> header : facts.headers().entrySet()) {
      if (header.getKey().startsWith(PREFIX)) {
        attributes.put(header.getKey().substring(PREFIX.length()), decoded(header.getValue()));
      }
    }
    Event event = new Event(attributes);
    String violation = event.violation();
    if (violation != null) {
      throw new BodyRefusedException(
          ProblemType.UNREADABLE_BODY, "In the ce- headers, %s.".formatted(violation));
    }
    format.read(body, event.facts(facts, format), new EventSink(event, sink));
  }

  /** Section 3.1.3.2: percent-encoded, once; what is not well-formed is kept as it is. */
  private static String decoded(String value) {
    return PercentText.isWellFormed(value)
        ? URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8)
        : value;
  }
}
