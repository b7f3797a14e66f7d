package dev.tidewire.ingest.cloudevents;

import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.ingest.format.SeriesDefaults;
import dev.tidewire.platform.text.TimeText;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an event (CloudEvents 1.0.2, section 3.1) as they were sent, by name. Readings
 * that name no sensor are of its subject, or else of its source; those without a time are of its
 * time.
 */
record Event(Map<String, String> attributes) {
  /** What is read of an event; it may have any number of others. */
  static final Set<String> NAMES =
      Set.of("specversion", "id", "source", "type", "subject", "time", "datacontenttype");

  private static final String VERSION = "specversion";
  private static final String TIME = "time";

  /** What is wrong with the attributes, or null. */
  @Nullable String violation() {
    if (!attributes.getOrDefault(VERSION, "").equals("1.0")) {
      return "specversion must be 1.0, but is " + shown(VERSION);
    }
    for (String required : new String[] {"id", "source", "type"}) {
      if (attributes.getOrDefault(required, "").isEmpty()) {
        return "the event has no %s; it needs specversion, id, source and type".formatted(required);
      }
    }
    return attributes.containsKey(TIME) && !isTimestamp(attributes.get(TIME))
        ? "time must be as in RFC 3339, like 2026-11-22T10:00:00Z, but is " + shown(TIME)
        : null;
  }

  private String shown(String attribute) {
    String value = attributes.get(attribute);
    return value == null ? "missing" : Quoted.of(value);
  }

  /** The type Timestamp of CloudEvents 1.0.2, section 3.1, is that of RFC 3339: no number. */
  private boolean isTimestamp(String time) {
    return time.indexOf(':') >= 0 && micros() != TimeText.NOT_A_TIME;
  }

  private long micros() {
    return TimeText.parse(attributes.getOrDefault(TIME, ""), TimeText.Rounding.DOWN);
  }

  /** What the type of its data is. */
  String dataContentType() {
    return attributes.getOrDefault("datacontenttype", "application/json");
  }

  /** Gives a draft the time of the event, if it has one. */
  void time(ReadingDraft draft) {
    if (attributes.containsKey(TIME)) {
      draft.setTimeMicros(micros());
    }
  }

  /** The request, for reading the event's data in a format. */
  RequestFacts facts(RequestFacts request, Format format) {
    if (!format.parameters().containsAll(SeriesDefaults.PARAMETERS)) {
      return request;
    }
    String source = attributes.getOrDefault("source", "");
    String sensor = attributes.getOrDefault("subject", source);
    return request.withDefaults(Map.of(Parameter.SENSOR.name(), sensor));
  }
}
