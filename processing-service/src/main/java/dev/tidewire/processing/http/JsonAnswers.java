package dev.tidewire.processing.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.platform.text.Rfc3339;
import dev.tidewire.processing.mirror.Action;
import dev.tidewire.processing.mirror.Letter;
import dev.tidewire.processing.mirror.MirroredLetter;
import dev.tidewire.processing.mirror.Origin;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes letters and actions as JSON. Members without a value are left out. */
final class JsonAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonAnswers() {}

  static byte[] bytes(ObjectNode json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a tree of plain values cannot be written", e);
    }
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * @param maxReadings most readings shown; {@code readingCount} tells how many there are
   */
  static ObjectNode letter(MirroredLetter mirrored, int maxReadings) {
    Letter letter = mirrored.letter();
    ObjectNode json = object();
    json.put("id", letter.id().toString());
    json.put("state", mirrored.state().code());
    json.put("reason", letter.reason());
    json.put("detail", letter.detail());
    putText(json, "sqlState", letter.sqlState());
    json.put("failedAt", Rfc3339.format(letter.failedAtMicros()));
    json.put("attempt", letter.attempt());
    putText(json, "traceId", letter.traceId());
    if (letter.origin() != null) {
      json.set("source", origin(letter.origin()));
    }
    putReadings(json, letter, maxReadings);
    if (mirrored.stored() != null) {
      json.put("stored", mirrored.stored());
    }
    putBytes(json, "key", letter.key(), mirrored.keySize());
    putBytes(json, "value", letter.value(), mirrored.valueSize());
    ArrayNode actions = json.putArray("actions");
    if (mirrored.action() != null) {
      actions.add(action(mirrored.action()));
    }
    return json;
  }

  static ObjectNode action(Action action) {
    ObjectNode json = object();
    json.put("id", action.id());
    json.put("kind", action.kind().code());
    json.put("who", action.who());
    json.put("at", Rfc3339.format(action.atMicros()));
    json.putRawValue("asked", new RawValue(action.asked()));
    json.put("state", action.state().code());
    putTally(json, action.tally());
    if (action.finishedAtMicros() != null) {
      json.put("finishedAt", Rfc3339.format(action.finishedAtMicros()));
    }
    return json;
  }

  static ObjectNode putTally(ObjectNode json, Action.Tally tally) {
    return json.put("matched", tally.matched())
        .put("exhausted", tally.exhausted())
        .put("done", tally.done())
        .put("refused", tally.refused());
  }

  private static ObjectNode origin(Origin origin) {
    ObjectNode json = object();
    json.put("topic", origin.topic());
    json.put("partition", origin.partition());
    json.put("offset", origin.offset());
    if (origin.timeMicros() != null) {
      json.put("time", Rfc3339.format(origin.timeMicros()));
    }
    return json;
  }

  private static void putReadings(ObjectNode json, Letter letter, int maxReadings) {
    ReadingBatch batch = letter.batch();
    if (batch == null) {
      return;
    }
    json.put("readingCount", batch.size());
    ArrayNode readings = json.putArray("readings");
    for (SeriesReadings series : batch.series()) {
      for (int i = 0; i < series.size() && readings.size() < maxReadings; i++) {
        readings.add(reading(series.reading(i)));
      }
    }
  }

  private static ObjectNode reading(SensorReading reading) {
    ObjectNode json = object();
    json.put("sensor", reading.series().sensor());
    json.put("metric", reading.series().metric());
    json.put("time", Rfc3339.format(reading.timeMicros()));
    json.put("value", reading.value());
    putText(json, "unit", reading.unit());
    if (!reading.tags().isEmpty()) {
      ObjectNode tags = json.putObject("tags");
      reading.tags().forEach(tags::put);
    }
    return json;
  }

  private static void putText(ObjectNode json, String name, @Nullable String text) {
    if (text != null) {
      json.put(name, text);
    }
  }

  private static void putBytes(
      ObjectNode json, String name, byte @Nullable [] bytes, @Nullable Integer size) {
    if (size != null) {
      json.put(name + "Size", size);
    }
    if (bytes != null) {
      json.put(name, bytes);
    }
  }
}
