package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.contract.Names;
import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.ingest.format.ReadingRules;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.ingest.format.TimeReader;
import dev.tidewire.ingest.labels.LabelNaming;
import dev.tidewire.ingest.labels.LabelledSeries;
import dev.tidewire.ingest.labels.Named;
import dev.tidewire.platform.text.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a metric as Telegraf writes it in JSON: {@code
 * {"fields":{…},"name":"cpu","tags":{…},"timestamp":1}}. It is named as in line protocol.
 */
final class TelegrafReader implements ItemReader {
  private static final String TIMESTAMP = "timestamp";

  private record Field(String name, double value, boolean isInexact) {}

  private final ReadingSink sink;
  private final LabelNaming naming;
  private final TimeReader times;
  private final JsonTime time = new JsonTime();
  private final JsonNumber number = new JsonNumber();
  private final Text noUnit = new Text();
  private final List<Field> fields = new ArrayList<>();
  private final Map<String, String> tags = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private String name = "";
  private final ReadingDraft draft;
  private int skipped;

  TelegrafReader(ReadingRules rules, ReadingSink sink, LabelNaming naming) {
    this.sink = sink;
    this.naming = naming;
    this.times = rules.times();
    this.draft = sink.begin();
  }

  @Override
  public TimeReader times() {
    return times;
  }

  @Override
  public @Nullable Violation read(JsonParser in, boolean hasTime) throws IOException {
    fields.clear();
    tags.clear();
    seen.clear();
    if (hasTime) {
      seen.add(TIMESTAMP);
    }
    skipped = 0;
    Violation violation = null;
    for (; in.currentToken() != JsonToken.END_OBJECT; in.nextToken()) {
      String member = in.currentName();
      ItemReader.enterValue(in);
      if (violation == null && !seen.add(member)) {
        violation = JsonFaults.repeated(member, JsonPointers.of(member));
      }
      if (violation == null) {
        violation = member(in, member);
      } else {
        in.skipChildren();
      }
    }
    return violation == null && !seen.contains("name")
        ? new Violation("/name", "name is missing")
        : violation;
  }

  private @Nullable Violation member(JsonParser in, String member) throws IOException {
    switch (member) {
      case "fields" -> {
        return fields(in);
      }
      case "tags" -> {
        return tags(in);
      }
      case TIMESTAMP -> {
        return time.read(in, member, times, draft);
      }
      case "name" -> {
        return name(in);
      }
      default -> {
        in.skipChildren();
        return new Violation(
            JsonPointers.of(member),
            "a metric of Telegraf has fields, name, tags and timestamp, and nothing else");
      }
    }
  }

  private @Nullable Violation name(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      return JsonFaults.wrongType(in, "name", "/name", "a string");
    }
    name = in.getText();
    return name.isEmpty() ? new Violation("/name", "name must not be empty") : null;
  }

  private @Nullable Violation fields(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      return JsonFaults.wrongType(in, "fields", "/fields", "an object from field to value");
    }
    Violation violation = null;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String field = in.currentName();
      in.nextToken();
      if (violation == null) {
        violation = field(in, field);
      } else {
        in.skipChildren();
      }
    }
    return violation;
  }

  private @Nullable Violation field(JsonParser in, String field) throws IOException {
    if (fields.size() == JsonValues.MAX_METRICS) {
      in.skipChildren();
      return new Violation(
          "/fields", "a metric must have at most %d fields".formatted(JsonValues.MAX_METRICS));
    }
    switch (in.currentToken()) {
      case VALUE_TRUE, VALUE_FALSE ->
          fields.add(new Field(field, in.currentToken() == JsonToken.VALUE_TRUE ? 1 : 0, false));
      case VALUE_STRING, VALUE_NULL -> skipped++;
      default -> {
        String path = "/fields" + JsonPointers.of(field);
        Violation violation = number.read(in, Quoted.of(field), path);
        if (violation != null) {
          return violation;
        }
        fields.add(new Field(field, number.value(), number.isInexact()));
      }
    }
    return null;
  }

  private @Nullable Violation tags(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      return JsonFaults.wrongType(in, "tags", "/tags", "an object from name to string");
    }
    Violation violation = null;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String tag = in.currentName();
      in.nextToken();
      if (violation == null) {
        violation = tag(in, tag);
      } else {
        in.skipChildren();
      }
    }
    return violation;
  }

  private @Nullable Violation tag(JsonParser in, String tag) throws IOException {
    String path = "/tags" + JsonPointers.of(tag);
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      return JsonFaults.wrongType(in, "tag " + Quoted.of(tag), path, "a string");
    }
    if (tags.size() > Names.MAX_TAGS) {
      return JsonTags.TOO_MANY;
    }
    return tags.put(tag, in.getText()) == null
        ? null
        : JsonFaults.repeated("tag " + Quoted.of(tag), path);
  }

  @Override
  public @Nullable Violation add() throws IOException {
    Named named = naming.of(name, tags);
    if (named instanceof Named.Refused refused) {
      return new Violation("/tags", refused.detail());
    }
    LabelledSeries series = (LabelledSeries) named;
    sink.skip(skipped);
    for (Field field : fields) {
      if (field.isInexact()) {
        draft.noteInexact();
      }
      series.measure(draft, field.value(), field.name(), noUnit);
    }
    if (fields.isEmpty()) {
      return null;
    }
    Violation violation = sink.add();
    return violation == null ? JsonFaults.repeatedMetric(draft) : violation;
  }
}
