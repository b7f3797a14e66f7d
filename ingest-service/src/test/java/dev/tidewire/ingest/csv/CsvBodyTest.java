package dev.tidewire.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.ingest.answer.Warnings;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvBodyTest {
  private static final Format CSV = new CsvFormat();
  private static final Map<String, String> BERLIN =
      Map.of("sensor", "a", "timezone", "Europe/Berlin");
  private static final Map<String, String> ROAD =
      Map.of("sensor", "road-387", "metric", "travel-time", "unit", "s");

  @Test
  void readsTimeAndValueWithTheRestFromTheQuery() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            CSV, "timestamp,value\n2015-07-10 14:24:00,564\n2015-07-10 14:38:00,730", ROAD);

    // Then
    SeriesKey series = new SeriesKey("road-387", "travel-time");
    assertThat(Bodies.readings(parsed))
        .containsExactly(
            new SensorReading(series, micros("2015-07-10T14:24:00Z"), 564, "s", Map.of()),
            new SensorReading(series, micros("2015-07-10T14:38:00Z"), 730, "s", Map.of()));
  }

  @Test
  void readsColumnsInAnyOrderAndCaseWithQuotesSpacesAndDefaults() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            CSV,
            "\uFEFF\"Unit\", VALUE ,Sensor,metric,Time\r\n"
                + "Cel, -1.5e1 ,\"a,\"\"b\"\"é\" ,m,1700000000123\r\n"
                + "\r\n"
                + ",2,,,2023-11-14T22:13:20+01:00\r\n",
            ROAD);

    // Then
    assertThat(Bodies.readings(parsed))
        .containsExactlyInAnyOrder(
            new SensorReading(
                new SeriesKey("a,\"b\"é", "m"), 1_700_000_000_123_000L, -15, "Cel", Map.of()),
            new SensorReading(
                new SeriesKey("road-387", "travel-time"),
                micros("2023-11-14T21:13:20Z"),
                2,
                "s",
                Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          1700000000000          | the line has 1 field, but the header 2
          1700000000000,1,2      | the line has 3 fields, but the header 2; write a decimal comma as a point
          1700000000000,1,b      | the line has 3 fields, but the header 2
          1700000000000,1"       | field 2: a quote is in the middle; put the field in quotes and double those in it
          1700000000000,         | value is missing
          ,1                     | time is missing
          1700000000000,NaN      | value must be a decimal number, but is "NaN"; leave out a line without a number
          1700000000000,-Infinity | value must be a decimal number, but is "-Infinity"; leave out a line without a number
          1700000000000,0x1p3    | value must be a decimal number, but is "0x1p3"
          1700000000000,1d       | value must be a decimal number, but is "1d"
          1700000000000,1 2      | value must be a decimal number, but is "1 2"
          1700000000000,"1,5"    | value must be a decimal number, but is "1,5"; write a decimal comma as a point
          1700000000000,1e999    | value is too large for a 64-bit floating-point number: "1e999"
          yesterday,1            | time must be RFC 3339 like 2026-11-22T10:00:00.123Z, a number of seconds, milliseconds, microseconds or nanoseconds since 1970, or yyyy-MM-dd HH:mm:ss in UTC, but is "yesterday"
          9999999999999999999,1  | time 2286-11-20T17:46:39.999999Z is after the latest one accepted, 2026-11-24T12:00:00Z; check the sender's clock, or tell by ?precision= the unit of the number
          1700000000000,"1"2     | field 2: something follows its closing quote
          """)
  void losesOnlyTheBadLine(String line, String detail) {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(CSV, "time,value\n1,1\n%s\n2,2\n".formatted(line), ROAD);

    // Then
    assertThat(parsed.accepted()).isEqualTo(2);
    assertThat(parsed.errors()).containsExactly(new ItemError(detail, new Position.Line(3)));
  }

  @ParameterizedTest
  @CsvSource({
    "1763890496, 1763890496000000",
    "1763890496.25, 1763890496250000",
    "1763890496000.5, 1763890496000500",
    "2025-11-23 10:34:56.5+01, 1763890496500000",
  })
  void readsTimesInEveryForm(String time, long micros) {
    assertThat(Bodies.readings(Bodies.parse(CSV, "time,value\n%s,1".formatted(time), ROAD)))
        .extracting(SensorReading::timeMicros)
        .containsExactly(micros);
  }

  @Test
  void losesOnlyALineThatIsNotUtf8() {
    // Given
    byte[] body =
        "sensor,time,value\nX,1,1\na,2,2".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    body[18] = (byte) 0xC3;

    // When
    ParseOutcome.Parsed parsed = (ParseOutcome.Parsed) Bodies.outcome(CSV, body, Map.of());

    // Then
    assertThat(parsed.accepted()).isEqualTo(1);
    assertThat(parsed.errors())
        .containsExactly(
            new ItemError(
                "field 1 is not UTF-8; name its charset in the Content-Type, like charset=ISO-8859-1",
                new Position.Line(2)));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          time,wert             | Unknown column "wert" in the header
          time;value            | Unknown column "time;value" in the header
          time,value,Value      | The header names the column "Value" twice.
          time,timestamp,value  | The header names the column "timestamp" twice.
          value                 | The header must name the columns time (or timestamp) and value
          time,"value           | The header cannot be read
          """)
  void refusesABadHeader(String header, String detail) {
    assertThat(Bodies.refused(CSV, header + "\n1,1\n").detail()).startsWith(detail);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          sensor,metric           | "sensor", "metric".
          value,sensor            | "value", "sensor".
          sensor                  | "sensor".
          """)
  void quotesTheColumnsOfAHeaderThatLacksOne(String header, String columns) {
    assertThat(Bodies.refused(CSV, header + "\n1,1\n").detail()).endsWith(" " + columns);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n \r\n"})
  void refusesAnEmptyBody(String body) {
    assertThat(Bodies.refused(CSV, body).detail()).isEqualTo("The body is empty.");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          `# logger 4`                             | comments
          time;sensor;value                        | semicolons
          `time	sensor	value`                    | tabs
          Date,Time,value                          | ?time-column=Date,Time
          createdAt,value                          | senseBox
          name,tags,time,value                     | InfluxDB
          `time,sensor,value,`                     | comma at the end
          time,temperature,current                 | a column for each metric
          sensor,time,value,lat                    | Remove the other columns
          `time|value`                             | `separated by |`
          `1793685600,21.5`                        | has to be a header
          """)
  void namesTheDialectOfAnUnknownHeader(String header, String advice) {
    assertThat(Bodies.refused(CSV, header + "\n1,1\n").detail())
        .startsWith("Unknown column ")
        .contains(advice);
  }

  @Test
  void namesTheSeparatorOfAQuotedHeader() {
    assertThat(Bodies.refused(CSV, "\"time\";\"value\"\n1,1\n").detail())
        .startsWith("The header cannot be read: ")
        .endsWith(" The file seems to be separated by semicolons: say ?delimiter=;.");
  }

  @Test
  void aLeapSecondWithoutAnOffsetIsRefusedInATimeZone() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(CSV, "time,value\n2016-12-31 23:59:60,1\n2016-12-31T23:59:60Z,1", BERLIN);

    // Then
    assertThat(parsed.accepted()).isEqualTo(1);
    assertThat(parsed.errors())
        .singleElement()
        .satisfies(error -> assertThat(error.detail()).contains("write it in UTC, with Z"));
  }

  @Test
  void aTimeWithoutAnOffsetIsToldWhatItLacks() {
    assertThat(Bodies.parse(CSV, "time,value\n2026-11-22T10:00:00,1", ROAD).errors())
        .singleElement()
        .satisfies(
            error -> assertThat(error.detail()).endsWith("?timezone= where it was measured"));
  }

  @Test
  void anOpenQuoteIsOneErrorAndMakesNoReadingOfTheNextLine() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(CSV, "time,value,sensor\n1,1,a\n2,2,\"b\n3,3,c\n4,4,d\n");

    // Then
    assertThat(parsed.accepted()).isEqualTo(1);
    assertThat(parsed.errors())
        .containsExactly(
            new ItemError(
                "field 3: the quotes are not closed; nothing from here to the end of the body was"
                    + " read",
                new Position.Line(3)));
  }

  @Test
  void aFieldInQuotesMayHaveLineEnds() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            CSV,
            "time,\"value\",sensor\r\n1,\"1\",\"a\r\n3,3,x\r\n\"\"\",\r\n2,2,c\r\n2,2,\"d\n\"\n3,3,e");

    // Then
    assertThat(Bodies.readings(parsed)).extracting(r -> r.series().sensor()).containsOnly("c", "e");
    assertThat(parsed.errors())
        .containsExactly(
            new ItemError("the line has 4 fields, but the header 3", new Position.Line(2)),
            new ItemError(
                "sensor must not contain control characters (found U+000A)", new Position.Line(6)));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 40_000, 70_000, 200_000})
  void aQuoteThatIsClosedFarAwayIsOneErrorToo(int length) {
    // Given
    String far = "x".repeat(length) + "\n9,9,y\n" + "z".repeat(length);

    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(CSV, "time,value,sensor\n2,2,\"%s\"\n3,3,c\n".formatted(far));

    // Then
    assertThat(Bodies.readings(parsed)).extracting(r -> r.series().sensor()).containsExactly("c");
    assertThat(parsed.errors())
        .extracting(ItemError::position)
        .containsExactly(new Position.Line(2));
  }

  @Test
  void spacesWithinQuotesBelongToTheField() {
    assertThat(Bodies.readings(Bodies.parse(CSV, "time,value,sensor\n1,1, \" a \" \n2,2, b \n")))
        .extracting(r -> r.series().sensor())
        .containsExactlyInAnyOrder(" a ", "b");
  }

  @Test
  void countsNumbersThatNoDoubleHolds() {
    assertThat(
            Bodies.parse(CSV, "time,value\n1,9007199254740993\n2,1e-400\n3,1e5\n", ROAD)
                .warnings()
                .inexact())
        .isEqualTo(2);
  }

  @Test
  void countsReadingsThatReplaceOthers() {
    assertThat(
            Bodies.parse(CSV, "time,value\n1,1\n2,2\n1,1\n3,3\n1,5\n2,1\n", ROAD)
                .warnings()
                .replaced())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-01 12:00:00, 2026-07-01T10:00:00Z",
    "2026-07-01T12:00:00.5, 2026-07-01T10:00:00.5Z",
    "2026-01-01 12:00:00, 2026-01-01T11:00:00Z",
    "2026-01-01 12:00:00Z, 2026-01-01T12:00:00Z",
    "2026-01-01T12:00:00+05:00, 2026-01-01T07:00:00Z",
    "1767265200, 2026-01-01T11:00:00Z",
    "2026-10-25 02:30:00, 2026-10-25T00:30:00Z",
  })
  void readsLocalTimesInTheZoneOfTheQuery(String time, String utc) {
    assertThat(Bodies.readings(Bodies.parse(CSV, "time,value\n%s,1".formatted(time), BERLIN)))
        .extracting(SensorReading::timeMicros)
        .containsExactly(micros(utc));
  }

  @Test
  void aLocalTimeThatTheClocksSkippedIsRefused() {
    assertThat(Bodies.parse(CSV, "time,value\n2026-03-29 02:30:00,1", BERLIN).errors())
        .containsExactly(
            new ItemError(
                "time \"2026-03-29 02:30:00\" does not exist in Europe/Berlin, where clocks were put"
                    + " forward then; send it with its offset",
                new Position.Line(2)));
  }

  @Test
  void eachSeriesTellsItsDoubledHourByItsOwnOrder() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            CSV,
            """
            time,sensor,value
            2026-10-25 01:00:00,a,0
            2026-10-25 01:00:00,b,0
            2026-10-25 02:00:00,a,1
            2026-10-25 02:00:00,b,2
            2026-10-25 02:00:00,a,3
            2026-10-25 02:00:00,b,4
            2026-10-25 03:00:00,a,5
            """,
            BERLIN);

    // Then
    assertThat(Bodies.readings(parsed))
        .extracting(SensorReading::value, SensorReading::timeMicros)
        .contains(
            tuple(1.0, micros("2026-10-25T00:00:00Z")),
            tuple(2.0, micros("2026-10-25T00:00:00Z")),
            tuple(3.0, micros("2026-10-25T01:00:00Z")),
            tuple(4.0, micros("2026-10-25T01:00:00Z")),
            tuple(5.0, micros("2026-10-25T02:00:00Z")));
    assertThat(parsed.warnings().replaced()).isZero();
  }

  @Test
  void allValuesOfALineHaveOneTime_alsoInTheDoubledHour() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            CSV,
            """
            time,a,b
            2026-10-25 01:00:00,0,
            2026-10-25 02:00:00,1,
            2026-10-25 02:00:00,2,3
            2026-10-25 02:30:00,4,5
            """,
            Map.of("sensor", "s", "wide", "true", "timezone", "Europe/Berlin"));

    // Then
    assertThat(Bodies.readings(parsed))
        .extracting(SensorReading::value, SensorReading::timeMicros)
        .contains(
            tuple(1.0, micros("2026-10-25T00:00:00Z")),
            tuple(2.0, micros("2026-10-25T01:00:00Z")),
            tuple(3.0, micros("2026-10-25T01:00:00Z")),
            tuple(4.0, micros("2026-10-25T01:30:00Z")),
            tuple(5.0, micros("2026-10-25T01:30:00Z")));
  }

  @Test
  void aReadingOutOfOrderInTheDoubledHourIsTold_andTheOthersAreInTheirPlaces() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            CSV,
            """
            time,value
            2026-10-25 02:00:00,100
            2026-10-25 02:11:00,111
            2026-10-25 02:10:59,110
            2026-10-25 02:40:00,140
            2026-10-25 02:00:00,200
            2026-10-25 02:40:00,240
            """,
            Map.of("sensor", "s", "timezone", "Europe/Berlin"));

    // Then
    assertThat(parsed.errors())
        .extracting(ItemError::position)
        .containsExactly(new Position.Line(4));
    assertThat(Bodies.readings(parsed))
        .extracting(SensorReading::value, SensorReading::timeMicros)
        .contains(
            tuple(140.0, micros("2026-10-25T00:40:00Z")),
            tuple(200.0, micros("2026-10-25T01:00:00Z")),
            tuple(240.0, micros("2026-10-25T01:40:00Z")));
  }

  @Test
  void aRecordThatLooksLikeARecognisedCommentIsTold() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            CSV, "# export of x\nsensor,time,value\n#1,1,5\n# the end\nok,1,6\n", Map.of());

    // Then
    assertThat(Bodies.readings(parsed)).hasSize(1);
    assertThat(parsed.errors()).singleElement().asString().contains("comment=%23", "line=3");
  }

  @Test
  void tellsHowTheDoubledHourWasRead() {
    // When
    Warnings warnings =
        Bodies.parse(
                CSV,
                """
                time,value
                2026-10-25 01:00:00,1
                2026-10-25 02:00:00,2
                2026-10-25 02:30:00,3
                2026-10-25 02:00:00,4
                2026-10-25 03:00:00,5
                2026-10-25T02:00:00Z,6
                """,
                Map.of("sensor", "a", "timezone", "Europe/Berlin"))
            .warnings();

    // Then
    assertThat(warnings.earlier()).isEqualTo(2);
    assertThat(warnings.later()).isEqualTo(1);
  }

  @Test
  void takesAHeaderAloneForNoReadings() {
    assertThat(Bodies.parse(CSV, "time,value").accepted()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.", ".5", "+5", "5E+2", "-0.0"})
  void takesDecimalNumbersAsOtherToolsWriteThem(String value) {
    assertThat(Bodies.readings(Bodies.parse(CSV, "time,value\n1," + value, ROAD)))
        .extracting(SensorReading::value)
        .containsExactly(Double.parseDouble(value));
  }

  private static long micros(String time) {
    return ReadingTime.toMicros(Instant.parse(time));
  }
}
