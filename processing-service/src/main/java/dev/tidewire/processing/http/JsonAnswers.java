package dev.tidewire.processing.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.processing.mirror.Action;
import dev.tidewire.processing.mirror.IdReport;
import dev.tidewire.processing.mirror.Letter;
import dev.tidewire.processing.mirror.LetterId;
import dev.tidewire.processing.mirror.MirroredLetter;
import dev.tidewire.processing.mirror.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes letters and actions as JSON. */
final class JsonAnswers {
  private static final int MOST_UNKNOWN = 100;

  private JsonAnswers() {}

  /**
   * @param maxReadings most readings shown; {@code readingCount} tells how many there are
   * @param visible what the caller may see: of an action, which may be about other sensors, too,
   *     only those who see all learn more than that there was one
   */
  static ObjectNode letter(MirroredLetter mirrored, int maxReadings, SensorPatterns visible) {
    Letter letter = mirrored.letter();
    ObjectNode json = Json.object();
    json.put("id", letter.id().toString());
    json.put("state", mirrored.state().code());
    putFailure(json, letter);
    putReadings(json, letter, maxReadings);
    Json.putNumber(json, "stored", mirrored.stored());
    putBytes(json, "key", letter.key(), mirrored.keySize());
    putBytes(json, "value", letter.value(), mirrored.valueSize());
    ArrayNode actions = json.putArray("actions");
    if (mirrored.action() != null) {
      actions.add(visible.isAll() ? action(mirrored.action()) : brief(mirrored.action()));
    }
    return json;
  }

  private static void putFailure(ObjectNode json, Letter letter) {
    json.put("reason", letter.reason());
    json.put("detail", letter.detail());
    Json.putTime(json, "failedAt", letter.failedAtMicros());
    json.put("attempt", letter.attempt());
    Json.putText(json, "traceId", letter.traceId());
    if (letter.origin() != null) {
      json.set("source", origin(letter.origin()));
    }
  }

  private static ObjectNode brief(Action action) {
    ObjectNode json = Json.object();
    json.put("kind", action.kind().code());
    Json.putTime(json, "at", action.atMicros());
    json.put("state", action.state().code());
    return json;
  }

  static ObjectNode action(Action action) {
    ObjectNode json = Json.object();
    json.put("id", action.id());
    json.put("kind", action.kind().code());
    json.put("who", action.who());
    Json.putTime(json, "at", action.atMicros());
    json.putRawValue("asked", new RawValue(action.asked()));
    json.put("state", action.state().code());
    putTally(json, action.tally());
    Json.putTime(json, "finishedAt", action.finishedAtMicros());
    json.put("auditId", action.auditId().toString());
    return json;
  }

  static ObjectNode putTally(ObjectNode json, Action.Tally tally) {
    return json.put("matched", tally.matched())
        .put("exhausted", tally.exhausted())
        .put("done", tally.done())
        .put("refused", tally.refused());
  }

  /** Tells how many ids are of closed letters and of none, and lists the first of the latter. */
  static ObjectNode putIds(ObjectNode json, IdReport ids) {
    if (ids.closed() > 0) {
      json.put("closedCount", ids.closed());
    }
    List<LetterId> unknown = ids.unknown();
    if (!unknown.isEmpty()) {
      json.put("unknownCount", unknown.size());
      ArrayNode array = json.putArray("unknown");
      unknown.stream().limit(MOST_UNKNOWN).forEach(id -> array.add(id.toString()));
    }
    return json;
  }

  private static ObjectNode origin(Origin origin) {
    ObjectNode json = Json.object();
    json.put("topic", origin.topic());
    json.put("partition", origin.partition());
    json.put("offset", origin.offset());
    json.put("position", origin.position());
    Json.putTime(json, "time", origin.timeMicros());
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
    ObjectNode json = Json.object();
    json.put("sensor", reading.series().sensor());
    json.put("metric", reading.series().metric());
    Json.putTime(json, "time", reading.timeMicros());
    Json.putNumber(json, "value", reading.value());
    Json.putText(json, "unit", reading.unit());
    if (!reading.tags().isEmpty()) {
      ObjectNode tags = json.putObject("tags");
      reading.tags().forEach(tags::put);
    }
    return json;
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
