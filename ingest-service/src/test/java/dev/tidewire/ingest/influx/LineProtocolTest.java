package dev.tidewire.ingest.influx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.ingest.answer.Outcome;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.ingest.labels.LabelNaming;
import dev.tidewire.ingest.labels.NamedByBytes;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineProtocolTest {
  private static final long TIME = 1_795_000_000_000_000L;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final NamedByBytes KNOWN = new NamedByBytes(1 << 20);
  private static final Format V1 = format(Version.V1);
  private static final Format V2 = format(Version.V2);

  private static Format format(Version version) {
    return new LineProtocolFormat(version, new LabelNaming(List.of("sensor", "host")), KNOWN);
  }

  @Test
  void eachFieldIsAReading_andTagsNameSensorAndMetric() {
    assertThat(readings("cpu,host=gw,cpu=cpu0 usage_idle=98.5,value=3i 1795000000000000000"))
        .containsExactlyInAnyOrder(
            new SensorReading(
                new SeriesKey("gw", "cpu.usage_idle{cpu=\"cpu0\"}"),
                TIME,
                98.5,
                null,
                Map.of("cpu", "cpu0", "host", "gw")),
            new SensorReading(
                new SeriesKey("gw", "cpu{cpu=\"cpu0\"}"),
                TIME,
                3,
                null,
                Map.of("cpu", "cpu0", "host", "gw")));
  }

  /** From docs.influxdata.com/influxdb/v2/reference/syntax/line-protocol. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "myMeasurement fieldKey=1.0 | myMeasurement | myMeasurement.fieldKey | 1",
        "myMeasurement fieldKey=1 | myMeasurement | myMeasurement.fieldKey | 1",
        "myMeasurement fieldKey=-1.234456e+78 | myMeasurement | myMeasurement.fieldKey | -1.234456e78",
        "myMeasurement fieldKey=12485903i | myMeasurement | myMeasurement.fieldKey | 12485903",
        "myMeasurement fieldKey=12485903u | myMeasurement | myMeasurement.fieldKey | 12485903",
        "myMeasurement fieldKey=true | myMeasurement | myMeasurement.fieldKey | 1",
        "myMeasurement fieldKey=F | myMeasurement | myMeasurement.fieldKey | 0",
        "my\\ Measurement value=1 | my Measurement | my Measurement | 1",
        "my\\,M,host=a\\=b\\ c f\\,\\=\\ =1 | a=b c | my,M.f,=  | 1",
        "myMeasurement,tag\\ Key1=tag\\ Value1 value=100 | myMeasurement | myMeasurement{tag Key1=\"tag Value1\"} | 100",
        "m,t=\uD83C\uDF6D value=2 | m | m{t=\"\uD83C\uDF6D\"} | 2",
        "a\\b value=1 | a\\b | a\\\\b | 1",
        "  m value=1 | m | m | 1",
        "m value=0 | m | m | 0",
        "m value=-0.0 | m | m | -0.0",
        "m value=.5 | m | m | 0.5",
      })
  void readsWhatTheDocumentationShows(String line, String sensor, String metric, double value) {
    SensorReading reading = readings(line.stripTrailing()).get(0);

    assertThat(reading.series().sensor()).isEqualTo(sensor);
    assertThat(reading.series().metric().stripTrailing()).isEqualTo(metric);
    assertThat(reading.value()).isEqualTo(value);
    assertThat(reading.timeMicros()).isEqualTo(ReadingTime.toMicros(Bodies.NOW));
  }

  @Test
  void textIsLeftOutAndCounted() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            V2,
            "m a=\"x, \\\"y\\\" \\\\\",b=1,c=\"two\nlines # m d=1\" 1795000000000000000\nm e=\"\"\n#"
                + " m f=1\n\nm g=2 1795000000000000000\r\n");

    // Then
    assertThat(parsed.errors()).isEmpty();
    assertThat(parsed.warnings().skipped()).isEqualTo(3);
    assertThat(Bodies.readings(parsed))
        .extracting(reading -> reading.series().metric())
        .containsExactlyInAnyOrder("m.b", "m.g");
  }

  @ParameterizedTest
  @CsvSource({
    "n,1795000000000000000",
    "u,1795000000000000",
    "ms,1795000000000",
    "s,1795000000",
    "m,29916666",
    "h,498611"
  })
  void timesCountWhatTheQuerySays(String precision, String time) {
    SensorReading reading =
        Bodies.readings(Bodies.parse(V1, "m value=1 " + time, Map.of("precision", precision)))
            .get(0);

    assertThat(TIME - reading.timeMicros()).isBetween(0L, 3_600_000_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m",
        "m ",
        "m 1795000000000000000",
        "m,host= value=1",
        "m,host value=1",
        "m,=x value=1",
        "m,host=a,host=b value=1",
        "m,host=a=b value=1",
        ",host=a value=1",
        "m value=",
        "m value=1.2.3",
        "m value=1ii",
        "m value=1.5i",
        "m value=-1u",
        "m value=NaN",
        "m value=inf",
        "m value=0x10",
        "m value=1e400",
        "m value=tRUE",
        "m =1",
        "m value=1,",
        "m value=1,,b=2",
        "m value=\"open",
        "m value=\"a\"b",
        "m value=1 12:00",
        "m value=1 1795000000000000000 more",
        "m value=1 99999999999999999999",
        "m value=1 -",
        "m value=1,value=2 1795000000000000000",
        "m\u0001 value=1",
      })
  void aBadLineIsToldAndCostsOnlyItself(String line) {
    // When
    ParseOutcome.Parsed parsed = Bodies.parse(V2, "good value=1\n" + line + "\n");

    // Then
    assertThat(parsed.rejected()).isEqualTo(1);
    ItemError error = parsed.errors().get(0);
    assertThat(error.position()).isInstanceOf(Position.TextLine.class);
    assertThat(((Position.TextLine) error.position()).line()).isEqualTo(2);
    assertThat(Bodies.readings(parsed)).anyMatch(it -> it.series().sensor().equals("good"));
  }

  /** Names are cut nowhere but in messages. */
  @ParameterizedTest
  @ValueSource(ints = {199, 200, 201, 250, 500})
  void longNamesAreReadAsAWhole(int length) {
    String end = "x".repeat(length);
    for (String field : List.of(end + "1", "\\ " + end + "1", "é" + end + "1")) {
      String plain = field.replace("\\", "");
      assertThat(readings("m %s=1,%s2=2".formatted(field, field)))
          .extracting(reading -> reading.series().metric())
          .containsExactlyInAnyOrder("m." + plain, "m." + plain + "2");
    }
  }

  /** Its beginning is not kept. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "#", "x=1 "})
  void aLineThatIsTooLongIsToldWithoutAPieceOfIt(String piece) {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(V1, "m v=1\nm v=\"" + piece.repeat(200_000) + "\"\nm v=2");

    // Then
    assertThat(parsed.errors())
        .containsExactly(
            new ItemError("the line is longer than 65536 bytes", new Position.TextLine(2, "")));
    assertThat(parsed.accepted()).isEqualTo(2);
  }

  @Test
  void linesThatAreTooLongTogetherAreToldWithoutAPieceOfThem() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(V1, "m v=\"" + ("x".repeat(40_000) + "\n").repeat(2) + "\"\nm v=2");

    // Then
    assertThat(parsed.errors().get(0))
        .isEqualTo(
            new ItemError("the text of the field \"v\" has no end", new Position.TextLine(1, "")));
    assertThat(
            new InfluxStyle(Version.V1)
                .render(
                    new Outcome.Refused(
                        Problem.ofFirst(ProblemType.INVALID_READINGS, parsed.errors(), 1)),
                    ""))
        .extracting(it -> new String(it.body(), UTF_8))
        .asString()
        .contains("unable to parse line 1: the text of");
  }

  @Test
  void jsonIsSentElsewhere() {
    assertThat(Bodies.parse(V1, "{\"sensor\":\"a\",\"value\":1}").errors())
        .singleElement()
        .extracting(ItemError::detail)
        .asString()
        .endsWith("JSON is sent to /v1/readings");
  }

  /** What is written by the rules is read as it was. */
  @Property(tries = 2_000)
  void readsWhatIsWritten(
      @ForAll("names") String measurement,
      @ForAll("tags") Map<String, String> tags,
      @ForAll("names") String field,
      @ForAll double value) {
    // Given
    String key =
        escaped(measurement, ", ")
            + tags.entrySet().stream()
                .map(
                    tag ->
                        "," + escaped(tag.getKey(), ", =") + "=" + escaped(tag.getValue(), ", ="))
                .collect(Collectors.joining());
    String line = "%s %s=%s 1795000000000000000".formatted(key, escaped(field, ", ="), value);
    boolean isNumber = Double.isFinite(value);

    // When
    ParseOutcome.Parsed parsed = Bodies.parse(V2, line);

    // Then
    assertThat(parsed.rejected()).isEqualTo(isNumber ? 0 : 1);
    if (isNumber) {
      SensorReading reading = Bodies.readings(parsed).get(0);
      assertThat(Double.doubleToRawLongBits(reading.value()))
          .isEqualTo(Double.doubleToRawLongBits(value));
      assertThat(reading.tags()).isEqualTo(tags);
      assertThat(reading.timeMicros()).isEqualTo(TIME);
    }
  }

  /** Whatever the bytes are, each line is taken, left out or told. */
  @Property(tries = 5_000)
  void anyBytesAreReadOrTold(@ForAll("bodies") String body) {
    ParseOutcome outcome = Bodies.outcome(V2, ("m a=1\n" + body).getBytes(ISO_8859_1), Map.of());

    assertThat(outcome).isInstanceOf(ParseOutcome.Parsed.class);
  }

  @Provide
  Arbitrary<String> bodies() {
    return Arbitraries.of(
            "m",
            ",",
            "=",
            " ",
            "\\",
            "\"",
            "\n",
            "\r\n",
            "#",
            "a=1",
            "t=b",
            "1",
            "-",
            "i",
            "u",
            "e",
            ".",
            "true",
            "\u00e9",
            "\u00ff",
            "\u0000",
            "m a=1 1\n",
            "m a=\"")
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("ab,= \"{1.\u00e9").ofMinLength(1).ofMaxLength(6);
  }

  @Provide
  Arbitrary<Map<String, String>> tags() {
    return Arbitraries.maps(names(), names()).ofMaxSize(3);
  }

  private static String escaped(String text, String special) {
    Set<Integer> all = special.chars().boxed().collect(Collectors.toSet());
    return text.chars()
        .mapToObj(c -> (all.contains(c) ? "\\" : "") + (char) c)
        .collect(Collectors.joining());
  }

  private static List<SensorReading> readings(String line) {
    ParseOutcome.Parsed parsed = Bodies.parse(V2, line);
    assertThat(parsed.errors()).isEmpty();
    return Bodies.readings(parsed);
  }

  /** A gateway that writes each register as a field. */
  @Test
  void manyFieldsOfOneSeriesAreReadAsQuicklyAsThoseOfMany() {
    // Given
    int fields = 20_000;
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < fields; i++) {
      lines.append(i % 1_000 == 0 ? "\ngw,host=a f" : ",f").append(i).append("=1");
    }
    Format format = new LineProtocolFormat(Version.V1, Bodies.NAMING, new NamedByBytes(1 << 22));
    Bodies.parse(format, lines.toString());

    // When
    long start = THREADS.getCurrentThreadCpuTime();
    ParseOutcome.Parsed parsed = Bodies.parse(format, lines.toString());

    // Then
    assertThat(parsed.accepted()).isEqualTo(fields);
    assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start))
        .isLessThan(Duration.ofMillis(500));
  }
}
