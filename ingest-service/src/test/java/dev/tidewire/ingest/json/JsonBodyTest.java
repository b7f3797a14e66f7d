package dev.tidewire.ingest.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tidewire.contract.Names;
import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
  private static final Format JSON = new JsonFormat(Bodies.NAMING);

  @Test
  void readsAllFieldsOfOneReading() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            JSON,
            """
            {"sensor":"boiler-7","metric":"temperature","time":"2026-11-22T10:00:00.123Z",
             "value":71.3,"unit":"Cel","tags":{"site":"lyon","room":"é/~"}}
            """);

    // Then
    assertThat(Bodies.readings(parsed))
        .containsExactly(
            new SensorReading(
                new SeriesKey("boiler-7", "temperature"),
                ReadingTime.toMicros(Instant.parse("2026-11-22T10:00:00.123Z")),
                71.3,
                "Cel",
                Map.of("site", "lyon", "room", "é/~")));
    assertThat(parsed.rejected()).isZero();
  }

  @Test
  void readsSeveralMetricsAtOnceInAnyOrderOfFields() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            JSON, "[{\"values\":{\"t\":1,\"p\":2.5},\"time\":1700000000123,\"sensor\":\"a\"}]");

    // Then
    assertThat(Bodies.readings(parsed))
        .extracting(reading -> reading.series().metric(), SensorReading::value)
        .containsExactlyInAnyOrder(tuple("t", 1.0), tuple("p", 2.5));
    assertThat(Bodies.readings(parsed))
        .allMatch(reading -> reading.timeMicros() == 1_700_000_000_123_000L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1763890496             | 1763890496000000",
        "1763890496.25          | 1763890496250000",
        "1.76389049625E9        | 1763890496250000",
        "\"1763890496\"       | 1763890496000000",
        "1763890496000          | 1763890496000000",
        "1763890496000000       | 1763890496000000",
        "1763890496000000999    | 1763890496000000",
        "\"2016-12-31T23:59:60Z\" | 1483228799999999",
      })
  void aNumberIsATimeInTheUnitOfItsSize(String time, long micros) {
    assertThat(Bodies.readings(Bodies.parse(JSON, timed(time))))
        .extracting(SensorReading::timeMicros)
        .containsExactly(micros);
  }

  @ParameterizedTest
  @CsvSource({"s,5000000000000", "ms,5000000000", "us,5000000", "ns,5000"})
  void precisionFixesTheUnit(String precision, long micros) {
    assertThat(
            Bodies.readings(Bodies.parse(JSON, timed("5000000"), Map.of("precision", precision))))
        .extracting(SensorReading::timeMicros)
        .containsExactly(micros);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20261103",
        "202611031530",
        "20261103153000",
        "\"20261103\"",
        "\"+20261103\"",
        "20261103.0",
        "2.0261103e7",
        "20261103153000123",
        "46000",
        "46000.5",
        "\"46000.5\"",
        "4.6e4",
        "36526",
        "73050.99",
      })
  void aNumberThatIsWrittenForADateIsTold(String time) {
    assertThat(Bodies.parse(JSON, timed(time)).errors())
        .singleElement()
        .asString()
        .contains("?precision=");
    assertThat(Bodies.parse(JSON, timed(time), Map.of("precision", "s")).errors())
        .noneMatch(error -> error.detail().contains("can be a d"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"36525", "73051", "36525.9", "20261301", "20000", "1763890496"})
  void otherNumbersAreInNoDoubt(String time) {
    assertThat(Bodies.parse(JSON, timed(time)).accepted()).isEqualTo(1);
  }

  private static String timed(String time) {
    return "{\"sensor\":\"a\",\"value\":1,\"time\":%s}".formatted(time);
  }

  @Test
  void aReadingHasAsManyMetricsAsAreAllowedAndNotOneMore() {
    assertThat(Bodies.parse(JSON, metrics(JsonValues.MAX_METRICS)).accepted())
        .isEqualTo(JsonValues.MAX_METRICS);
    String tooMany = metrics(JsonValues.MAX_METRICS + 1);
    String refusal =
        "The values of one object hold more than 10000 metrics; nothing was accepted. Send them in"
            + " several objects.";
    assertThat(Bodies.refused(JSON, tooMany).detail()).isEqualTo(refusal);
    assertThat(Bodies.refused(JSON, "[{},%s]".formatted(tooMany)).detail())
        .isEqualTo(refusal + " It is the object at /1.");
  }

  private static String metrics(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"m" + i + "\":1")
        .collect(Collectors.joining(",", "{\"sensor\":\"a\",\"values\":{", "}}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0", "-0.0", "-0e7", "0", "5e-324", "1e-400", "9007199254740993"})
  void aValueIsTheNearestDoubleWithItsSign(String value) {
    assertThat(Bodies.readings(Bodies.parse(JSON, "{\"sensor\":\"a\",\"value\":" + value + "}")))
        .extracting(SensorReading::value)
        .containsExactly(Double.valueOf(value));
  }

  @Test
  void fillsInDefaultsAndTheTimeOfReceipt() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            JSON,
            "[{\"value\":1},{\"value\":2,\"sensor\":\"b\",\"metric\":\"n\",\"unit\":\"K\"}]",
            Map.of("sensor", "a", "metric", "m", "unit", "Cel"));

    // Then
    long now = ReadingTime.toMicros(Bodies.NOW);
    assertThat(Bodies.readings(parsed))
        .containsExactlyInAnyOrder(
            new SensorReading(new SeriesKey("a", "m"), now, 1, "Cel", Map.of()),
            new SensorReading(new SeriesKey("b", "n"), now, 2, "K", Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {"value":1}                                      | ``               | sensor is missing: give it with each reading, or for all of them as ?sensor=
          {"sensor":"a"}                                   | ``               | value is missing
          {"sensor":"a","value":"12.5"}                    | /value           | value must be a number, but is a string
          {"sensor":"a","value":"NaN"}                     | /value           | value must be a number, but is a string
          {"sensor":"a","value":""}                        | /value           | value must be a number, but is a string
          {"sensor":"a","value":null}                      | /value           | value must be a number, but is null; where there is none, leave the reading or the metric out
          {"sensor":"a","value":true}                      | /value           | value must be a number, but is a boolean
          {"sensor":"a","value":[1]}                       | /value           | value must be a number, but is an array
          {"sensor":"a","value":{"x":[1,{}]}}              | /value           | value must be a number, but is an object
          {"sensor":"a","value":1e400}                     | /value           | value is too large for a 64-bit floating-point number
          {"sensor":"a","value":1,"value":2}               | /value           | value is given twice
          {"sensor":7,"value":1}                           | /sensor          | sensor must be a string, but is a number
          {"sensor":"","value":1}                          | /sensor          | sensor must not be empty
          {"sensor":null,"value":1}                        | /sensor          | sensor must be a string, but is null
          {"sensor":"a\\u0000b","value":1}                 | /sensor          | sensor must not contain control characters (found U+0000)
          {"sensor":"\\ud800","value":1}                   | /sensor          | sensor must be valid Unicode (found half of a surrogate pair)
          {"sensor":"a","unit":null,"value":1}             | /unit            | unit must be a string, but is null
          {"sensor":"a","time":"now","value":1}            | /time            | time must be RFC 3339 like 2026-11-22T10:00:00.123Z, a number of seconds, milliseconds, microseconds or nanoseconds since 1970, or yyyy-MM-dd HH:mm:ss in UTC, but is "now"
          {"sensor":"a","time":999999999999999999999,"value":1} | /time       | time is after the latest one accepted, 2026-11-24T12:00:00Z; check the sender's clock, or tell by ?precision= the unit of the number
          {"sensor":"a","time":null,"value":1}             | /time            | time must be a string or a number since 1970, but is null
          {"sensor":"a","time":"2026-11-24T12:00:01Z","value":1} | /time      | time 2026-11-24T12:00:01Z is after the latest one accepted, 2026-11-24T12:00:00Z; check the sender's clock
          {"sensor":"a","temp/~":1,"value":1}              | /temp~1~0        | unknown field "temp/~": a reading has sensor, metric, time, value, unit and tags, or values in place of metric and value
          {"sensor":"a","values":{}}                       | /values          | values must hold at least one metric
          {"sensor":"a","values":{"":1}}                   | /values/         | metric "" must not be empty
          {"sensor":"a","values":{"x":1},"value":1}        | ``               | values replaces metric and value: give one or the other
          {"sensor":"a","tags":{"x":1},"value":1}          | /tags/x          | tag "x" must be a string, but is a number
          {"sensor":"a","tags":{"x":"1","x":"1"},"value":1} | /tags           | a tag is given twice
          {"sensor":"a","tags":["x"],"value":1}            | /tags            | tags must be an object from name to string, but is an array
          7                                                | ``               | a reading must be an object
          [[]]                                             | ``               | a reading must be an object
          """)
  void refusesABadItemAndKeepsItsNeighbours(String item, String path, String detail) {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            JSON,
            "[{\"sensor\":\"a\",\"value\":1},%s,{\"sensor\":\"b\",\"value\":2}]".formatted(item));

    // Then
    assertThat(parsed.accepted()).isEqualTo(2);
    assertThat(parsed.rejected()).isEqualTo(1);
    assertThat(parsed.errors())
        .containsExactly(new ItemError(detail, new Position.Pointer("/1" + path)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"sensor\":\"a\",\"value\":NaN}",
        "{\"sensor\":\"a\",\"value\":Infinity}",
        "{\"sensor\":\"a\",\"value\":01}",
        "{\"sensor\":\"a\",\"value\":+1}",
        "{\"sensor\":\"a\",\"value\":.5}",
        "{\"sensor\":\"a\",\"value\":1,}",
        "{\"sensor\":\"a\",\"value\":1",
        "{\"sensor\":\"a\" \"value\":1}",
        "{'sensor':\"a\",\"value\":1}",
        "{\"sensor\":\"a\",\"value\":1}} ",
        "{\"sensor\":\"a\",\"value\":1}\n{\"sensor\":\"a\",\"value\":1}",
        "{\"sensor\":\"a\nb\",\"value\":1}",
        "/* no */",
        "{\"sensor\":\"a\",\"tags\":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]],\"value\":1}",
        "nonsense",
        "\u0000",
      })
  void keepsWhatStandsBeforeASyntaxErrorAndReportsTheRest(String broken) {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            JSON,
            "[{\"sensor\":\"a\",\"value\":1},\n%s,{\"sensor\":\"b\",\"value\":2}]"
                .formatted(broken));

    // Then
    assertThat(parsed.rejected()).isEqualTo(1);
    assertThat(parsed.accepted()).isBetween(1, 2);
    assertThat(parsed.errors().get(0).detail())
        .startsWith("the JSON cannot be read from line ")
        .doesNotContain("JsonReadFeature", "Source");
  }

  @ParameterizedTest
  @MethodSource("tooLarge")
  void namesTheLimitOfThePartThatIsTooLarge(String field, String limit) {
    assertThat(Bodies.parse(JSON, "[{\"value\":1},{" + field + "}]", Bodies.SENSOR_A).errors())
        .singleElement()
        .satisfies(
            error ->
                assertThat(error.detail())
                    .matches(
                        "the JSON cannot be read from line 1, column \\d+ on: "
                            + limit
                            + "\\. Nothing of this item .*"));
  }

  static Stream<Arguments> tooLarge() {
    return Stream.of(
        arguments("\"" + "n".repeat(9_000) + "\":1", "Name length exceeds the maximum of 4096"),
        arguments(
            "\"sensor\":\"" + "s".repeat(200_000) + "\"",
            "String value length exceeds the maximum of 65536"),
        arguments(
            "\"value\":" + "1".repeat(1_001), "Number value length exceeds the maximum of 1000"),
        arguments(
            "\"tags\":" + "[".repeat(17) + "]".repeat(17),
            "Document nesting depth exceeds the maximum of 16"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{} {}", "[] []", "[]x", "[],", "{}\n{}\n", "{}\nNaN", "[{}]\n]"})
  void refusesSeveralDocumentsAndNamesNdjson(String body) {
    assertThat(Bodies.refused(JSON, body).detail())
        .startsWith("Something follows the end of the JSON on line ")
        .contains("; nothing was accepted.")
        .endsWith("with the Content-Type application/x-ndjson.");
  }

  @Test
  void saysWhereSeveralDocumentsBegin() {
    assertThat(Bodies.refused(JSON, "{\"sensor\":\"a\",\"value\":1}\n {}").detail())
        .contains("on line 2, column 2;");
  }

  @Test
  void saysThatNothingAfterASyntaxErrorWasRead() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            JSON,
            "[{\"value\":1},{\"metric\":\"b\",\"value\":NaN},{\"metric\":\"c\",\"value\":3}]",
            Bodies.SENSOR_A);

    // Then
    assertThat(parsed.accepted()).isEqualTo(1);
    assertThat(parsed.errors())
        .containsExactly(
            new ItemError(
                "the JSON cannot be read from line 1, column 39 on: NaN is not JSON;"
                    + " where there is no number, leave the reading or the metric out."
                    + " Nothing of this item and of those after it was read. Sent as NDJSON, a line"
                    + " that cannot be read costs only itself",
                new Position.Pointer("/1")));
  }

  /** The fault comes in pieces of any size, in any part of the JSON. */
  @Property(tries = 300)
  void saysWhereTheTextIsNotUtf8(
      @ForAll @IntRange(max = 30_000) int readings,
      @ForAll @IntRange(max = 60) int padding,
      @ForAll("damage") byte[] damage,
      @ForAll boolean isInName)
      throws IOException {
    // Given
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        ("[" + "{\"value\":1},\n".repeat(readings % 2_000) + " ".repeat(padding)).getBytes(UTF_8));
    body.writeBytes((isInName ? "{\"sensor\":\"é" : "").getBytes(UTF_8));
    String before = body.toString(ISO_8859_1);
    body.writeBytes(isInName ? damage : new byte[] {(byte) 0x80});
    body.writeBytes("\",\"value\":1}]".getBytes(UTF_8));

    // When
    ParseOutcome outcome = Bodies.outcome(JSON, body.toByteArray(), Bodies.SENSOR_A);

    // Then
    long line = before.chars().filter(c -> c == '\n').count() + 1;
    int column = before.length() - before.lastIndexOf('\n');
    assertThat(((ParseOutcome.Parsed) outcome).errors())
        .singleElement()
        .satisfies(
            error ->
                assertThat(error.detail())
                    .startsWith(
                        "the JSON cannot be read from line %d, column %d on: the text is not UTF-8;"
                                .formatted(line, column)
                            + " name its charset in the Content-Type, like charset=ISO-8859-1."));
  }

  @Provide
  Arbitrary<byte[]> damage() {
    return Arbitraries.of("FF", "C3", "E28028", "E080AF", "EDA080", "F4908080", "F0908041", "80")
        .map(HexFormat.of()::parseHex);
  }

  @Test
  void saysWhereTextBehindTheEndIsNotUtf8() {
    byte[] body = "{\"value\":1}\n \u00ff".getBytes(ISO_8859_1);
    assertThat(Bodies.refused(Bodies.outcome(JSON, body, Bodies.SENSOR_A)).detail())
        .contains("on line 2, column 2;");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NaN|: NaN is not JSON; where there is no number, leave the reading or the metric out",
        "-Infinity|: -Infinity is not JSON; where there is no number, leave",
        "None|: None is not JSON; where there is no number, leave",
        "nan|: nan is not JSON; where there is no number, leave",
        "True|: True is not JSON; where there is no number, leave",
        "/* none */ 1|: Unexpected character ('/' (code 47)): JSON has no comments.",
        "# none|: Unexpected character ('#' (code 35)): ",
      })
  void saysWhatToDoAboutValuesOfOtherLanguages(String value, String detail) {
    String body = "[{\"value\":%s}]".formatted(value);
    assertThat(Bodies.parse(JSON, body, Bodies.SENSOR_A).errors())
        .singleElement()
        .satisfies(error -> assertThat(error.detail()).contains(detail));
  }

  @ParameterizedTest
  @CsvSource({"timestamp,time", "Time,time", "Sensor,sensor", "VALUES,values"})
  void namesTheFieldThatIsMeant(String name, String meant) {
    String body = "{\"%s\":1,\"value\":1}".formatted(name);
    assertThat(Bodies.parse(JSON, body, Bodies.SENSOR_A).errors())
        .singleElement()
        .satisfies(
            error ->
                assertThat(error.detail())
                    .startsWith(
                        "unknown field \"%s\"; name it %s: a reading".formatted(name, meant)));
  }

  @Test
  void saysHowManyTagsAReadingMayHave() {
    String tags =
        IntStream.rangeClosed(0, Names.MAX_TAGS)
            .mapToObj(i -> "\"t%d\":\"\"".formatted(i))
            .collect(Collectors.joining(","));
    assertThat(
            Bodies.parse(JSON, "{\"value\":1,\"tags\":{" + tags + "}}", Bodies.SENSOR_A).errors())
        .containsExactly(
            new ItemError("a reading must have at most 32 tags", new Position.Pointer("/tags")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-02-30T10:00:00Z|time \"2026-02-30T10:00:00Z\" does not exist: there is no 2026-02-30",
        "2026-11-22T25:00:00Z|time \"2026-11-22T25:00:00Z\" does not exist: there is no 25:00:00",
        "2026-11-22|but is \"2026-11-22\"; add a time of day, like T00:00:00Z",
        "2026-11-22T10:00:00|\"; add Z if it is UTC, or say by ?timezone= where it was measured",
      })
  void saysWhyATextIsNoTime(String time, String detail) {
    assertThat(Bodies.parse(JSON, timed('"' + time + '"')).errors())
        .singleElement()
        .satisfies(error -> assertThat(error.detail()).endsWith(detail));
  }

  @Test
  void oneBadMetricCostsOnlyItself() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            JSON,
            "[{\"values\":{\"t\":null,\"y/z\":\"1\",\"p\":1,\"\":2,\"q\":1e999,\"r\":2}},{\"value\":3}]",
            Bodies.SENSOR_A);

    // Then
    assertThat(Bodies.readings(parsed))
        .extracting(reading -> reading.series().metric(), SensorReading::value)
        .containsExactlyInAnyOrder(tuple("p", 1.0), tuple("r", 2.0), tuple("value", 3.0));
    assertThat(parsed.rejected()).isEqualTo(4);
    assertThat(parsed.errors())
        .containsExactly(
            new ItemError(
                "\"t\" must be a number, but is null; where there is none, leave the"
                    + " reading or the metric out",
                new Position.Pointer("/0/values/t")),
            new ItemError(
                "\"y/z\" must be a number, but is a string",
                new Position.Pointer("/0/values/y~1z")),
            new ItemError("metric \"\" must not be empty", new Position.Pointer("/0/values/")),
            new ItemError(
                "\"q\" is too large for a 64-bit floating-point number",
                new Position.Pointer("/0/values/q")));
  }

  @Test
  void badMetricsOfABadItemAreNotToldAgain() {
    assertThat(Bodies.parse(JSON, "[{\"values\":{\"t\":null,\"p\":1},\"x\":1}]").rejected())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740991, 0",
    "9007199254740992, 0",
    "9007199254740993, 1",
    "-9007199254740993, 1",
    "9223372036854775807, 1",
    "9223372036854775808, 0",
    "18446744073709551617, 1",
    "9007199254740993.5, 0",
    "1e23, 0",
    "0.1, 0",
    "0, 0",
    "-0.000e99, 0",
    "1e-400, 1",
    "-1e-400, 1",
    "5e-324, 0",
  })
  void countsNumbersThatNoDoubleHolds(String number, int inexact) {
    assertThat(
            Bodies.parse(JSON, "{\"value\":%s}".formatted(number), Bodies.SENSOR_A)
                .warnings()
                .inexact())
        .isEqualTo(inexact);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'sensor':'LONG','value':1}      | /sensor | sensor must be at most 256",
        "{'metric':'LONG','value':1}      | /metric | metric must be at most 512",
        "{'unit':'LONG','value':1}        | /unit   | unit must be at most 64",
        "{'tags':{'a':'LONG'},'value':1}  | /tags/a | value of tag \"a\" must be at most 256",
      })
  void namesTheLimitOfATextThatIsFarTooLong(String template, String pointer, String detail) {
    // Given
    String body = template.replace('\'', '"').replace("LONG", "x".repeat(5_000));

    // Then
    assertThat(Bodies.parse(JSON, body, Bodies.SENSOR_A).errors())
        .containsExactly(
            new ItemError(
                detail + " bytes of UTF-8, but has 5000 characters",
                new Position.Pointer(pointer)));
  }

  @Test
  void aMetricThatIsGivenTwiceCostsOnlyTheSecondValue() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            JSON, "[{\"values\":{\"x/\":1,\"y\":2,\"x/\":9007199254740993}}]", Bodies.SENSOR_A);

    // Then
    assertThat(Bodies.readings(parsed))
        .extracting(SensorReading::value)
        .containsExactlyInAnyOrder(1.0, 2.0);
    assertThat(parsed.errors())
        .containsExactly(
            new ItemError(
                "metric \"x/\" is given twice; the first value was taken",
                new Position.Pointer("/0/values/x~1")));
    assertThat(parsed.warnings().inexact()).isZero();
  }

  @Test
  void countsInexactNumbersOfEachMetricThatIsTaken() {
    // Given
    String values = "{\"values\":{\"a\":9007199254740993,\"b\":1e-999,\"c\":\"\"%s}}";

    // Then
    assertThat(Bodies.parse(JSON, values.formatted(""), Bodies.SENSOR_A).warnings().inexact())
        .isEqualTo(2);
    assertThat(
            Bodies.parse(JSON, values.formatted("},\"x\":{"), Bodies.SENSOR_A).warnings().inexact())
        .isZero();
  }

  @Test
  void skipsAByteOrderMark() {
    assertThat(Bodies.parse(JSON, "\uFEFF[{\"value\":1}]", Bodies.SENSOR_A).accepted())
        .isEqualTo(1);
  }

  @Test
  void pointsIntoASingleObjectWithoutAnIndex() {
    assertThat(Bodies.parse(JSON, "{\"sensor\":\"a\",\"value\":\"x\"}").errors())
        .extracting(ItemError::position)
        .containsExactly(new Position.Pointer("/value"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t "})
  void refusesAnEmptyBody(String body) {
    assertThat(Bodies.refused(JSON, body).type()).isEqualTo(ProblemType.UNREADABLE_BODY);
  }

  @Test
  void takesAnEmptyArrayForNoReadings() {
    assertThat(Bodies.parse(JSON, "[]").accepted()).isZero();
  }
}
