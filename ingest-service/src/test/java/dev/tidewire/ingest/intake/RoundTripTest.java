package dev.tidewire.ingest.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.ingest.coding.Coding;
import dev.tidewire.ingest.csv.CsvFormat;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.json.JsonFormat;
import dev.tidewire.ingest.json.NdjsonFormat;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.ProblemType;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Whatever is written in a format is read back, and whatever is not, is reported. */
class RoundTripTest {
  /** Is refused as a whole. */
  private static final String LIKE_UTF16 = "(?s)(\0[^\0]\0[^\0]|[^\0]\0[^\0]\0).*";

  private static final Format JSON = new JsonFormat(Bodies.NAMING);
  private static final Format NDJSON = new NdjsonFormat(Bodies.NAMING);
  private static final Format CSV = new CsvFormat();
  private static final Map<String, String> SERIES = Map.of("sensor", "a", "metric", "m");
  private static final ObjectMapper TREES =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();
  private static final long LATEST = ReadingTime.toMicros(Bodies.NOW);

  @Property(tries = 300)
  void jsonReturnsTheReadings(@ForAll("readings") List<SensorReading> readings) {
    String body =
        readings.stream().map(RoundTripTest::json).collect(Collectors.joining(",", "[", "]"));
    assertReadBack(readings, Bodies.parse(JSON, body));
  }

  @Property(tries = 300)
  void ndjsonReturnsTheReadings(@ForAll("readings") List<SensorReading> readings) {
    String body = readings.stream().map(RoundTripTest::json).collect(Collectors.joining("\n"));
    assertReadBack(readings, Bodies.parse(NDJSON, body));
  }

  @Property(tries = 300)
  void csvReturnsTheReadings(@ForAll("untagged") List<SensorReading> readings) {
    String body =
        readings.stream()
            .map(RoundTripTest::csv)
            .collect(Collectors.joining("\r\n", "sensor,metric,time,value,unit\r\n", ""));
    assertReadBack(readings, Bodies.parse(CSV, body));
  }

  @Property(tries = 300)
  void ndjsonReportsEveryLineThatIsNotTaken(
      @ForAll("readings") List<SensorReading> readings,
      @ForAll("cuts") @Size(20) List<Integer> cuts) {
    // Given
    List<String> lines = new ArrayList<>();
    List<SensorReading> whole = new ArrayList<>();
    List<Position> broken = new ArrayList<>();
    for (int i = 0; i < readings.size(); i++) {
      String line = json(readings.get(i));
      int cut = cuts.get(i % cuts.size());
      if (cut == 0) {
        whole.add(readings.get(i));
      } else {
        line = line.substring(0, 1 + cut % (line.length() - 1));
        broken.add(new Position.Line(i + 1));
      }
      lines.add(line);
    }

    // When
    ParseOutcome.Parsed parsed = Bodies.parse(NDJSON, String.join("\n", lines));

    // Then
    assertReadBack(whole, parsed, broken);
  }

  @Property(tries = 2000)
  void bytesWithoutAReading_areRejectedAndNeverTaken(
      @ForAll("formats") Format format, @ForAll byte[] body) {
    // When
    ParseOutcome outcome = Bodies.outcome(format, body, SERIES);

    // Then
    if (outcome instanceof ParseOutcome.Refused refused) {
      assertThat(refused.problem().type()).isEqualTo(ProblemType.UNREADABLE_BODY);
      boolean isEmpty = refused.problem().detail().equals("The body is empty.");
      assertThat(!isEmpty || format != NDJSON || isBlank(format, new String(body, ISO_8859_1)))
          .isTrue();
    } else {
      assertThat(format).isNotInstanceOf(CsvFormat.class);
      ParseOutcome.Parsed parsed = (ParseOutcome.Parsed) outcome;
      assertThat(parsed.accepted()).isZero();
      assertThat(parsed.batches()).isEmpty();
      assertThat(parsed.errors()).hasSize(parsed.rejected()).isNotEmpty();
    }
  }

  @Property(tries = 1000)
  void bytesThatAreNotGzip_areRefused(@ForAll("formats") Format format, @ForAll byte[] body) {
    assertThat(Bodies.refused(Bodies.outcome(format, Coding.GZIP, body, SERIES)))
        .satisfies(
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNREADABLE_BODY),
            problem -> assertThat(problem.detail()).startsWith("The body is not valid gzip: "));
  }

  @Property(tries = 2000)
  void linesOfDamagedJson_areTakenAndRejectedAsANaiveReaderDoes(@ForAll("jsonish") String body) {
    // Given
    List<Double> values = new ArrayList<>();
    List<Position> broken = new ArrayList<>();
    String[] lines = body.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      Double value = naiveValue(lines[i]);
      if (value != null) {
        values.add(value);
      } else if (!lines[i].isBlank()) {
        broken.add(new Position.Line(i + 1));
      }
    }

    byte[] bytes = Bodies.bytes(body);
    byte[] first = Arrays.copyOf(bytes, Math.min(4, bytes.length));

    // When
    ParseOutcome outcome = Bodies.outcome(NDJSON, bytes, SERIES);

    // Then
    if (WideText.of(first) != null) {
      assertThat(Bodies.refused(outcome).detail()).contains("UTF-");
    } else if (isBlank(NDJSON, body)) {
      assertThat(Bodies.refused(outcome).detail()).isEqualTo("The body is empty.");
    } else {
      ParseOutcome.Parsed parsed = (ParseOutcome.Parsed) outcome;
      assertThat(Bodies.readings(parsed)).extracting(SensorReading::value).isEqualTo(values);
      assertThat(parsed.errors()).extracting(ItemError::position).isEqualTo(broken);
      assertThat(parsed.rejected()).isEqualTo(broken.size());
    }
  }

  @Provide
  Arbitrary<Format> formats() {
    return Arbitraries.of(JSON, NDJSON, CSV);
  }

  @Provide
  Arbitrary<List<SensorReading>> readings() {
    return reading(tags()).list().ofMinSize(1).ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<SensorReading>> untagged() {
    return reading(Arbitraries.just(Map.of())).list().ofMinSize(1).ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, Arbitraries.just(0)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(1, 500)))
        .list();
  }

  @Provide
  Arbitrary<String> jsonish() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\n",
            " ",
            "value",
            "\"value\"",
            "1",
            "-",
            "e",
            "{\"value\":1}",
            "{\"value\":2}\n",
            "\\u00",
            "null",
            "\u0000",
            "é")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts))
        .filter(body -> !body.matches(LIKE_UTF16));
  }

  private static Arbitrary<SensorReading> reading(Arbitrary<Map<String, String>> tags) {
    Arbitrary<SeriesKey> series = Combinators.combine(name(80), name(20)).as(SeriesKey::new);
    Arbitrary<SeriesKey> fewSeries =
        Arbitraries.of(new SeriesKey("a", "t"), new SeriesKey("a", "p"), new SeriesKey("b", "t"));
    return Combinators.combine(
            Arbitraries.oneOf(series, fewSeries),
            Arbitraries.longs().between(ReadingTime.MIN_MICROS, LATEST),
            Arbitraries.doubles(),
            name(20).injectNull(0.5),
            tags)
        .as(SensorReading::new);
  }

  private static Arbitrary<Map<String, String>> tags() {
    return Arbitraries.maps(name(20), name(80)).ofMaxSize(3);
  }

  /** At most three bytes a character, so never longer than the limits. */
  private static Arbitrary<String> name(int maxLength) {
    return Arbitraries.strings()
        .withChars("abcXYZ019 ,;\"'\\/~{}[]:%é漢\uFFFD")
        .ofMinLength(1)
        .ofMaxLength(maxLength);
  }

  private static void assertReadBack(List<SensorReading> sent, ParseOutcome.Parsed parsed) {
    assertReadBack(sent, parsed, List.of());
  }

  private static void assertReadBack(
      List<SensorReading> sent, ParseOutcome.Parsed parsed, List<Position> broken) {
    assertThat(parsed.errors()).extracting(ItemError::position).isEqualTo(broken);
    assertThat(bySeries(Bodies.readings(parsed))).isEqualTo(bySeries(sent));
  }

  /** Order matters within a series only. */
  private static Map<SeriesKey, List<SensorReading>> bySeries(List<SensorReading> readings) {
    return readings.stream().collect(Collectors.groupingBy(SensorReading::series));
  }

  private static boolean isBlank(Format format, String body) {
    return body.matches(format == JSON ? "[ \t\r\n]*" : "([ \t]*\r?\n)*[ \t]*\r?");
  }

  /** The value of a line that is an object with that one field, or null; by a tree, as JSON is. */
  private static @Nullable Double naiveValue(String line) {
    try {
      JsonNode tree = TREES.readTree(line);
      boolean isReading = tree.isObject() && tree.size() == 1 && tree.path("value").isNumber();
      return isReading ? tree.get("value").doubleValue() : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static String json(SensorReading reading) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("value", reading.value());
      json.writeStringField("sensor", reading.series().sensor());
      json.writeStringField("metric", reading.series().metric());
      json.writeStringField("time", ReadingTime.toInstant(reading.timeMicros()).toString());
      if (reading.unit() != null) {
        json.writeStringField("unit", reading.unit());
      }
      if (!reading.tags().isEmpty()) {
        json.writeObjectFieldStart("tags");
        for (Map.Entry<String, String> tag : reading.tags().entrySet()) {
          json.writeStringField(tag.getKey(), tag.getValue());
        }
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static String csv(SensorReading reading) {
    return String.join(
        ",",
        quoted(reading.series().sensor()),
        quoted(reading.series().metric()),
        ReadingTime.toInstant(reading.timeMicros()).toString(),
        Double.toString(reading.value()),
        reading.unit() == null ? "" : quoted(reading.unit()));
  }

  private static String quoted(String field) {
    return '"' + field.replace("\"", "\"\"") + '"';
  }
}
