package dev.tidewire.platform.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.tidewire.contract.ReadingTime;
import dev.tidewire.platform.access.Reason;
import dev.tidewire.platform.text.Rfc3339;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records as docs/audit.md describes them: one line of ASCII each, so that no text that a client
 * sends begins a line of a log, or looks like another one.
 */
final class AuditJson {
  /** Longer texts of clients are cut; no id of a key and no address is as long. */
  private static final int MAX_CHARACTERS = 200;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final String service;

  /**
   * Of one service.
   *
   * @param service its name
   */
  AuditJson(String service) {
    this.service = service;
  }

  /** The record of an order that is to be carried out. */
  String of(Order order, Instant now) {
    return written(
        json -> {
          begin(json, order.operation(), now);
          putCaller(json, order.caller().origin().code(), order.caller().id(), order.address());
          putOutcome(json, null);
          json.writeStringField("id", order.id().toString());
          json.writeFieldName("order");
          try (JsonParser details = JSON.createParser(order.details())) {
            details.nextToken();
            json.copyCurrentStructure(details);
          }
        });
  }

  /** The record of a count; without an id it is a line of the log. */
  String of(@Nullable UUID id, Use use, Tally tally, Instant now) {
    return written(
        json -> {
          begin(json, use.operation(), now);
          putCaller(json, use.origin(), use.caller(), use.address());
          if (use.isOfOthers()) {
            json.writeBooleanField("others", true);
          }
          putOutcome(json, use.reason());
          put(json, "id", id == null ? null : id.toString());
          json.writeNumberField("count", tally.count());
          json.writeStringField("first", time(Instant.ofEpochMilli(tally.first())));
          json.writeStringField("last", time(Instant.ofEpochMilli(tally.last())));
        });
  }

  private void begin(JsonGenerator json, @Nullable String operation, Instant now)
      throws IOException {
    json.writeStringField("time", time(now));
    json.writeStringField("service", service);
    put(json, "operation", operation);
  }

  private static void putCaller(
      JsonGenerator json,
      @Nullable String origin,
      @Nullable String caller,
      @Nullable String address)
      throws IOException {
    put(json, "origin", origin);
    put(json, "caller", caller);
    put(json, "address", address);
  }

  private static void putOutcome(JsonGenerator json, @Nullable Reason refusal) throws IOException {
    json.writeStringField("outcome", refusal == null ? "allowed" : "refused");
    put(json, "reason", refusal == null ? null : refusal.code());
  }

  private static void put(JsonGenerator json, String name, @Nullable String text)
      throws IOException {
    if (text != null) {
      boolean isShort = text.length() <= MAX_CHARACTERS;
      json.writeStringField(name, isShort ? text : text.substring(0, MAX_CHARACTERS) + "...");
    }
  }

  private static String time(Instant time) {
    return Rfc3339.format(ReadingTime.toMicros(time));
  }

  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  private static String written(Members members) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("a record in memory cannot be written", impossible);
    }
    return text.toString();
  }
}
