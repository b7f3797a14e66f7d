package dev.tidewire.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.SeriesKey;
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
          1700000000000          | the line has 1 fields, but the header 2
          1700000000000,1,2      | the line has 3 fields, but the header 2
          1700000000000,         | value is missing
          ,1                     | time is missing
          1700000000000,NaN      | value must be a decimal number, but is "NaN"
          1700000000000,-Infinity | value must be a decimal number, but is "-Infinity"
          1700000000000,0x1p3    | value must be a decimal number, but is "0x1p3"
          1700000000000,1d       | value must be a decimal number, but is "1d"
          1700000000000,1 2      | value must be a decimal number, but is "1 2"
          1700000000000,1e999    | value is too large for a 64-bit floating-point number
          yesterday,1            | time must be RFC 3339 like 2026-11-22T10:00:00.123Z, an integer of milliseconds since 1970, or yyyy-MM-dd HH:mm:ss in UTC, but is "yesterday"
          1700000000000.5,1      | time must be RFC 3339 like 2026-11-22T10:00:00.123Z, an integer of milliseconds since 1970, or yyyy-MM-dd HH:mm:ss in UTC, but is "1700000000000.5"
          9999999999999,1        | time is after the latest one accepted, 2026-11-24T12:00:00Z
          1700000000000,"1       | field 2: the quotes are not closed
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
        .containsExactly(new ItemError("field 1 is not UTF-8", new Position.Line(2)));
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
