package dev.tidewire.e2e.api;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/** The formats that readings are sent and read in. */
public enum Format {
  JSON("application/json") {
    @Override
    public String write(List<Reading> readings) {
      return readings.stream().map(Format::json).collect(joining(",", "[", "]"));
    }

    @Override
    public List<Reading> read(String body) {
      return StreamSupport.stream(tree(body).get("readings").spliterator(), false)
          .map(Format::reading)
          .toList();
    }
  },
  NDJSON("application/x-ndjson") {
    @Override
    public String write(List<Reading> readings) {
      return readings.stream().map(Format::json).collect(joining("\n"));
    }

    @Override
    public List<Reading> read(String body) {
      return body.lines().map(line -> reading(tree(line))).toList();
    }
  },
  CSV("text/csv") {
    @Override
    public String write(List<Reading> readings) {
      return readings.stream().map(Format::csv).collect(joining("", CSV_HEADER + "\n", ""));
    }

    @Override
    public List<Reading> read(String body) {
      List<String> lines = body.lines().toList();
      if (!lines.get(0).equals(CSV_HEADER)) {
        throw new AssertionError("not the header of a CSV: " + lines.get(0));
      }
      return lines.stream().skip(1).map(Format::reading).toList();
    }
  };

  private static final String CSV_HEADER = "sensor,metric,time,value,unit";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String mediaType;

  Format(String mediaType) {
    this.mediaType = mediaType;
  }

  /** Its name in HTTP. */
  public String mediaType() {
    return mediaType;
  }

  /** A body for ingest. */
  public abstract String write(List<Reading> readings);

  /** The readings of an answer of query. */
  public abstract List<Reading> read(String body);

  static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + json, e);
    }
  }

  private static String json(Reading reading) {
    return "{\"sensor\":\"%s\",\"metric\":\"%s\",\"time\":\"%s\",\"value\":%s,\"unit\":\"%s\"}"
        .formatted(
            reading.sensor(), reading.metric(), reading.time(), reading.value(), reading.unit());
  }

  private static Reading reading(JsonNode json) {
    return new Reading(
        json.get("sensor").textValue(),
        json.get("metric").textValue(),
        Instant.parse(json.get("time").textValue()),
        json.get("value").doubleValue(),
        json.path("unit").asText());
  }

  private static String csv(Reading reading) {
    return "%s,%s,%s,%s,%s\n"
        .formatted(
            reading.sensor(), reading.metric(), reading.time(), reading.value(), reading.unit());
  }

  private static Reading reading(String line) {
    String[] fields = line.split(",", -1);
    return new Reading(
        fields[0], fields[1], Instant.parse(fields[2]), Double.parseDouble(fields[3]), fields[4]);
  }
}
