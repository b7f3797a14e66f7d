package dev.tidewire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.SensorReading;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies in the shapes that loggers, exports, agents and devices send. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class CasesIT {
  @TestHTTPResource("/v1/readings")
  URI uri;

  private static TopicReader topic;
  private ReadingsClient client;

  @BeforeAll
  static void openTopic() {
    topic = new TopicReader();
  }

  @AfterAll
  static void closeTopic() {
    topic.close();
  }

  @BeforeEach
  void open() {
    client = ReadingsClient.ready(uri);
    topic.skip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          bom-crlf-quoted.csv | ?sensor=case-a&metric=m | case-a m 2026-11-03T05:15:00Z 7.218, case-a m 2026-11-03T05:30:00Z 7.981
          upper.csv           | `` | case-up value 2026-11-03T00:01:38.561Z 19.12
          blank.csv           | `` | case-bl value 2026-11-03T07:00:00Z 21.5, case-bl value 2026-11-03T07:10:00Z 22.5
          plus-zeros.csv      | `` | case-ebam ConcRT 2026-11-03T17:00:00Z 11.0, case-ebam AT 2026-11-03T17:00:00Z 21.4, case-ebam RH 2026-11-03T17:00:00Z 34.0, case-ebam WD 2026-11-03T17:00:00Z 0.0, case-ebam T2 2026-11-03T17:00:00Z -3.0, case-ebam T3 2026-11-03T17:00:00Z 0.5, case-ebam T4 2026-11-03T17:00:00Z 5.0, case-ebam T5 2026-11-03T17:00:00Z 12.0
          epoch-units.ndjson  | `` | case-epoch s 2026-11-03T06:00:00Z 7.0, case-epoch ms 2026-11-03T06:00:00Z 7.0, case-epoch us 2026-11-03T06:00:00Z 7.0, case-epoch ns 2026-11-03T06:00:00Z 7.0, case-epoch frac 2026-11-03T06:00:00.250Z 7.0
          bom.json            | `` | case-nd c 2026-11-03T07:00:00Z 1.0
          bom.ndjson          | `` | case-nd a 2026-11-03T07:00:00Z 1.0, case-nd b 2026-11-03T07:00:00Z 2.0
          postgres-times.csv  | `` | case-pg value 2026-11-03T14:41:33.895Z 1.0, case-pg value 2026-11-03T14:45:31Z 2.0, case-pg value 2026-11-03T14:45:31.500Z 3.0, case-pg value 2026-11-03T10:15:31Z 4.0
          dst-offsets.csv     | `` | case-dst2 value 2026-10-25T00:30:00Z 1.0, case-dst2 value 2026-10-25T01:30:00Z 2.0, case-dst2 value 2026-03-29T01:30:00Z 3.0
          two-member.ndjson.gz | `` | case-enc m1 2026-11-03T07:00:00Z 1.0, case-enc m2 2026-11-03T07:00:00Z 1.0
          """)
  void isTakenAsAWhole(String file, String query, String readings) throws IOException {
    // When
    HttpResponse<String> answer = post(file, query, type(file));

    // Then
    List<String> expected = List.of(readings.split(", "));
    assertThat(answer.body()).isEqualTo("{\"accepted\":%d}".formatted(expected.size()));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(stored()).containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ragged-long.csv      | line=2 the line has 4 fields, but the header 3; write a decimal comma as a point | case-rag value 2026-11-03T07:10:00Z 22.0
          ragged-short.csv     | line=3 the line has 3 fields, but the header 4 | case-rag humidity 2026-11-03T07:00:00Z 41.0
          nul-tail.csv         | line=4 the line has 1 field, but the header 3 | case-nul value 2026-11-03T07:00:00Z 21.5, case-nul value 2026-11-03T07:10:00Z 22.5
          array-nan.json       | pointer=/1 the JSON cannot be read from line 1, column 152 on: NaN is not JSON; where there is no number, leave the reading or the metric out. Nothing of this item and of those after it was read. Sent as NDJSON, a line that cannot be read costs only itself | case-nan a 2026-11-03T06:57:31Z 1.0
          values-null.json     | pointer=/values/Temperature "Temperature" must be a number, but is null; where there is none, leave the reading or the metric out | case-nan Humidity 2026-11-03T06:58:31Z 61.5
          nan.ndjson           | line=2 the JSON cannot be read from column 77 on: nan is not JSON; where there is no number, leave the reading or the metric out | case-nan d 2026-11-03T06:57:31Z 1.0, case-nan f 2026-11-03T06:57:31Z 3.0
          two-on-a-line.ndjson | line=1 something follows the object on its line | case-two c 2026-11-03T07:00:00Z 1.0
          """)
  void theBadPartIsTold(String file, String error, String readings) throws IOException {
    // When
    HttpResponse<String> answer = post(file, "", type(file));

    // Then
    assertThat(answer.statusCode()).isEqualTo(207);
    assertThat(errors(answer)).containsExactly(error);
    assertThat(stored()).containsExactlyElementsOf(List.of(readings.split(", ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tasmota.json          | ?sensor=case-plug | `,"warnings":{"skipped":3}` | case-plug SI7021-00.Temperature 2026-11-03T06:57:31Z 16.4, case-plug SI7021-00.Humidity 2026-11-03T06:57:31Z 68.0
          telegraf-batch.json   | `` | `` | case-gw case-boiler.field_a 2026-11-03T06:00:00Z 31.0, case-gw case-boiler.field_a 2026-11-03T06:00:10Z 32.0, case-gw case-boiler.n_pics 2026-11-03T06:00:00Z 640.0, case-gw case-boiler.n_pics 2026-11-03T06:00:10Z 641.0
          collectd.json         | `` | `,"warnings":{"skipped":1}` | case-cd load.shortterm{type="load"} 2026-11-03T06:00:00.250Z 0.42, case-cd load.midterm{type="load"} 2026-11-03T06:00:00.250Z 0.31, case-cd load.longterm{type="load"} 2026-11-03T06:00:00.250Z 0.25, case-cd cpu{plugin_instance="0",type="cpu",type_instance="idle"} 2026-11-03T06:00:00.250Z 1096234.0, case-cd interface.tx{plugin_instance="eth0",type="if_octets"} 2026-11-03T06:00:01Z 77.0
          thingsboard.json      | ?sensor=case-tb | `` | case-tb temperature 2026-11-03T06:00:00.512Z 21.0, case-tb temperature 2026-11-03T06:00:01Z 22.0, case-tb humidity 2026-11-03T06:00:00.512Z 66.0, case-tb humidity 2026-11-03T06:00:01Z 65.0
          """)
  void whatDevicesAndAgentsSendIsTaken(String file, String query, String warnings, String readings)
      throws IOException {
    // When
    HttpResponse<String> dry =
        post(file, (query.isEmpty() ? "?" : query + "&") + "dryRun=true", type(file));
    List<String> before = stored();
    HttpResponse<String> answer = post(file, query, type(file));

    // Then
    List<String> expected = List.of(readings.split(", "));
    assertThat(answer.body()).isEqualTo("{\"accepted\":%d%s}".formatted(expected.size(), warnings));
    assertThat(dry.body()).isEqualTo(answer.body());
    assertThat(before).isEmpty();
    assertThat(stored()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void whatADeviceMeasuresNowHasTheTimeOfReceipt() throws IOException {
    assertThat(post("thingsboard-flat.json", "?sensor=case-tb", "application/json").body())
        .isEqualTo("{\"accepted\":2}");
    assertThat(topic.readings())
        .extracting(SensorReading::value)
        .containsExactlyInAnyOrder(21.0, 66.0);
  }

  @Test
  void textThatIsNotUtf8IsRefusedUnlessItsCharsetIsNamed() throws IOException {
    // When
    HttpResponse<String> unnamed = post("latin1.csv", "", "text/csv");
    HttpResponse<String> named = post("latin1.csv", "", "text/csv; charset=iso-8859-1");

    // Then
    assertThat(unnamed.statusCode()).isEqualTo(400);
    assertThat(errors(unnamed))
        .singleElement()
        .asString()
        .startsWith("line=2 field 5 is not UTF-8");
    assertThat(named.statusCode()).isEqualTo(202);
    assertThat(topic.readings()).extracting(SensorReading::unit).containsExactly("°C");
  }

  @Test
  void aDecimalCommaShiftsNoColumn() throws IOException {
    // When
    HttpResponse<String> answer = post("unquoted-decimal-comma.csv", "", "text/csv");

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(errors(answer))
        .containsExactly(
            "line=2 the line has 4 fields, but the header 3; write a decimal comma as a point",
            "line=3 value must be a decimal number, but is \"11,7\"; write a decimal comma as a"
                + " point",
            "line=4 the line has 4 fields, but the header 3; write a decimal comma as a point");
    assertThat(stored()).isEmpty();
  }

  @Test
  void onlyNumbersAreTakenAndEachOtherCellIsTold() throws IOException {
    // When
    HttpResponse<String> answer = post("sentinels.csv", "", "text/csv");

    // Then
    assertThat(answer.statusCode()).isEqualTo(207);
    assertThat(topic.readings())
        .extracting(SensorReading::value)
        .containsExactly(-9999.0, 0.0, 5.2, 1500.0);
    assertThat(new ObjectMapper().readTree(answer.body()).at("/warnings/inexact").asInt())
        .isEqualTo(1);
    List<String> cells =
        List.of(
            "NaN", "NA", "", "null", "inf", "M", "--", "true", "1,234.5", "1 234", "21.5 C", "<0.5",
            "0x1F", "1d", "1f", "1e400", "- 5", "−5.2", "1.5D3");
    List<Integer> lines =
        List.of(3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 21, 24);
    List<String> errors = errors(answer);
    assertThat(errors).hasSize(cells.size());
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i).isEmpty() ? "missing" : '"' + cells.get(i) + '"';
      assertThat(errors.get(i)).startsWith("line=" + lines.get(i) + " value ").contains(cell);
    }
  }

  @Test
  void yearsThatCannotBeMeantAreTold() throws IOException {
    // When
    HttpResponse<String> answer = post("years.ndjson", "", ReadingsClient.NDJSON);

    // Then
    assertThat(answer.statusCode()).isEqualTo(207);
    assertThat(stored())
        .containsExactly(
            "case-year a 1970-01-01T00:00:00Z 1.0", "case-year b 1970-01-01T00:00:03Z 1.0");
    assertThat(errors(answer))
        .hasSize(3)
        .allMatch(error -> error.contains(" is after the latest one accepted"));
  }

  @Test
  void readingsWithoutATimeAreAMicrosecondApart() throws IOException {
    // When
    HttpResponse<String> answer = post("no-time.ndjson", "", ReadingsClient.NDJSON);

    // Then
    assertThat(answer.body()).isEqualTo("{\"accepted\":3}");
    List<SensorReading> readings = topic.readings();
    assertThat(readings).extracting(SensorReading::value).containsExactly(1.0, 2.0, 3.0);
    assertThat(readings.get(2).timeMicros() - readings.get(0).timeMicros()).isEqualTo(2);
  }

  @Test
  void theDoubledHourIsToldApartByItsOrderOrToldToMerge() throws IOException {
    // When
    HttpResponse<String> utc = post("dst-local.csv", "", "text/csv");
    topic.skip();
    HttpResponse<String> berlin = post("dst-local.csv", "?timezone=Europe/Berlin", "text/csv");

    // Then
    assertThat(utc.statusCode()).isEqualTo(202);
    assertThat(utc.body()).isEqualTo("{\"accepted\":16,\"warnings\":{\"replaced\":4}}");
    assertThat(berlin.body())
        .startsWith("{\"accepted\":16,\"warnings\":{\"doubledHour\":{\"earlier\":4,\"later\":4,");
    long first = 1_792_882_800_000_000L;
    assertThat(topic.readings())
        .extracting(SensorReading::timeMicros)
        .containsExactlyElementsOf(
            IntStream.range(0, 16).mapToObj(i -> first + i * 900_000_000L).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          semicolon-own-columns.csv | `` | ,"recognised":{"delimiter":";","decimal":","} | case-semi value 2026-11-03T15:30:00Z 11.6, case-semi value 2026-11-03T15:35:00Z 11.7
          tab.tsv        | `` | ,"recognised":{"delimiter":"tab"} | case-tab value 2026-11-03T07:00:00Z 21.5
          sep.csv        | `` | ,"recognised":{"skip-lines":1,"delimiter":","} | case-sep value 2026-11-03T07:00:00Z 21.5
          comments.csv   | `` | ,"recognised":{"comment":"#"} | case-com value 2026-11-03T07:00:00Z 21.5
          sensebox.csv   | ?sensor=case-sb&time-column=createdAt | `` | case-sb value 2026-11-03T00:01:38.561Z 19.12
          extra-col.csv  | ?skip-lines=1&header=false&columns=sensor,time,value,, | `` | case-geo value 2026-11-03T07:00:00Z 21.5
          extra-col.csv  | ?wide=true | `` | case-geo value 2026-11-03T07:00:00Z 21.5, case-geo lat 2026-11-03T07:00:00Z 48.1, case-geo lon 2026-11-03T07:00:00Z 11.5
          trailing-comma.csv | ?skip-lines=1&header=false&columns=time,sensor,value, | `` | case-tc value 2026-11-03T07:00:00Z 21.5
          influx-export.csv  | ?skip-lines=1&header=false&columns=sensor,,time,value | `` | case_tries value 2026-11-03T06:00:00Z 7251.0
          wx-semicolon.csv | ?sensor=case-wx&wide=true&time-format=dd/MM/yyyy%20HH:mm | ,"warnings":{"skipped":2,"noNumbers":["Wind Direction"]},"recognised":{"delimiter":";","decimal":","} | case-wx Barometer 2026-11-03T15:30:00Z 1009.4, case-wx Barometer 2026-11-03T15:35:00Z 1009.3, case-wx Temp 2026-11-03T15:30:00Z 11.6, case-wx Temp 2026-11-03T15:35:00Z 11.7, case-wx Hum 2026-11-03T15:30:00Z 71.0, case-wx Hum 2026-11-03T15:35:00Z 70.0, case-wx Rain 2026-11-03T15:30:00Z 0.2, case-wx Rain 2026-11-03T15:35:00Z 0.0
          household.txt  | ?sensor=case-h&wide=true&time-column=Date,Time&time-format=d/M/yyyy%20H:mm:ss&null=? | ,"warnings":{"skipped":3,"skippedIn":{"Active_kW":1,"Volt":1,"Sub1":1}},"recognised":{"delimiter":";"} | case-h Active_kW 2026-11-03T17:24:00Z 3.114, case-h Volt 2026-11-03T17:24:00Z 236.22, case-h Sub1 2026-11-03T17:24:00Z 1.0, case-h Active_kW 2026-11-03T17:26:00Z 2.908, case-h Volt 2026-11-03T17:26:00Z 235.97, case-h Sub1 2026-11-03T17:26:00Z 0.0
          wide.csv       | ?sensor=case-w&wide=true | ,"warnings":{"skipped":5,"skippedIn":{"temperature":1},"noNumbers":["product","run"]},"recognised":{"time-column":"DATETIME"} | case-w temperature 2026-11-03T11:00:00Z 19.0, case-w current 2026-11-03T11:00:00Z 488.0, case-w current 2026-11-03T11:15:15Z 491.0
          headerless-epoch.csv | ?sensor=case-x&header=false&columns=time,a,b,c,d&wide=true&null=nan | ,"warnings":{"skipped":4,"noNumbers":["a","c"]} | case-x b 2026-11-03T06:00:00Z 15.20833333, case-x d 2026-11-03T06:00:00Z 0.0, case-x b 2026-11-03T06:01:00Z 15.1125, case-x d 2026-11-03T06:01:00Z 0.0
          sensor-community.csv | ?sensor=case-811&wide=true&timezone=UTC | ,"warnings":{"skipped":6,"noNumbers":["sensor_id","sensor_type","durP1","ratioP1","durP2","ratioP2"]},"recognised":{"delimiter":";"} | case-811 location 2026-11-03T00:01:12Z 402.0, case-811 lat 2026-11-03T00:01:12Z 48.801, case-811 lon 2026-11-03T00:01:12Z 9.002, case-811 P1 2026-11-03T00:01:12Z 9.1, case-811 P2 2026-11-03T00:01:12Z 3.25
          """)
  void aDialectIsReadAsItIsSaidOrRecognised(String file, String query, String told, String readings)
      throws IOException {
    // When
    HttpResponse<String> answer = post(file, query, ReadingsClient.CSV);

    // Then
    List<String> expected = List.of(readings.split(", "));
    assertThat(answer.body()).isEqualTo("{\"accepted\":%d%s}".formatted(expected.size(), told));
    assertThat(stored()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void toa5IsReadWithItsUnits() throws IOException {
    // When
    HttpResponse<String> answer = post("toa5.dat", "?sensor=case-t&wide=true", ReadingsClient.CSV);

    // Then
    assertThat(answer.body())
        .isEqualTo(
            "{\"accepted\":10,\"warnings\":{\"skipped\":2,\"skippedIn\":{\"AirTC_Avg\":1,\"Rain_mm_Tot\":1}},"
                + "\"recognised\":{\"format\":\"TOA5\",\"null\":\"NAN\"}}");
    assertThat(topic.readings())
        .extracting(reading -> reading.series().metric() + " " + reading.unit())
        .containsOnly("RECORD RN", "BattV_Min Volts", "AirTC_Avg Deg C", "Rain_mm_Tot mm");
  }

  @ParameterizedTest
  @CsvSource({
    "ha-history.csv, 2, ',\"recognised\":{\"format\":\"Home Assistant\",\"columns\":\"sensor,value,time\"}'",
    "ha-renamed.csv, 2, ''"
  })
  void theStatesOfHomeAssistantThatAreNoNumbersAreTold(String file, int accepted, String told)
      throws IOException {
    // When
    HttpResponse<String> answer = post(file, "", ReadingsClient.CSV);

    // Then
    assertThat(answer.statusCode()).isEqualTo(207);
    assertThat(errors(answer))
        .allMatch(error -> error.contains("\"unavailable\"") || error.contains("\"unknown\""));
    assertThat(answer.body()).endsWith("]" + told + "}");
    assertThat(stored()).hasSize(accepted);
  }

  @Test
  void theFormOfOtherTimesIsAdvisedAndThenRead() throws IOException {
    // When
    HttpResponse<String> unsaid = post("12h.csv", "", ReadingsClient.CSV);
    HttpResponse<String> said =
        post(
            "12h.csv",
            "?time-format=%5BMM/dd/yyyy%5D%5Byyyy-MM-dd%5D%20hh:mm:ss%20a",
            ReadingsClient.CSV);

    // Then
    assertThat(errors(unsaid))
        .extracting(error -> error.replaceAll(".*time-format=", ""))
        .containsExactly(
            "MM/dd/yyyy hh:mm:ss a (or with dd first) does",
            "yyyy-MM-dd hh:mm:ss a does",
            "dd.MM.yyyy HH:mm does",
            "yyyy/MM/dd'T'HH:mm:ssXX does");
    assertThat(said.statusCode()).isEqualTo(207);
    assertThat(stored())
        .containsExactly(
            "case-ampm value 2026-11-03T00:30:00Z 1.0", "case-ampm value 2026-11-03T18:44:00Z 2.0");
  }

  /** Files that need a parameter; each names what the file is and what to say. */
  @ParameterizedTest
  @CsvSource({
    "sensor-community.csv, ?wide=true",
    "influx-export.csv, '?skip-lines=1&header=false&columns=sensor,,time,value'",
    "sensebox.csv, ?time-column=createdAt",
    "extra-col.csv, '?skip-lines=1&header=false&columns=sensor,time,value,,'",
    "trailing-comma.csv, '?skip-lines=1&header=false&columns=time,sensor,value,'",
    "toa5.dat, ?wide=true",
    "wx-semicolon.csv, ?wide=true",
  })
  void theParameterThatMakesAFileReadableIsNamed(String file, String parameter) throws IOException {
    // When
    HttpResponse<String> answer = post(file, "", "text/csv");

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(parameter);
    assertThat(stored()).isEmpty();
  }

  @Test
  void theFirstReadingsAreShown() throws IOException {
    // When
    HttpResponse<String> answer =
        post("wide.csv", "?sensor=case-w&wide=true&dryRun=true&preview=true", ReadingsClient.CSV);

    // Then
    assertThat(answer.body())
        .contains(
            "\"preview\":[{\"sensor\":\"case-w\",\"metric\":\"temperature\","
                + "\"time\":\"2026-11-03T11:00:00Z\",\"value\":19.0},{");
    assertThat(stored()).isEmpty();
  }

  private HttpResponse<String> post(String file, String query, String type) throws IOException {
    try (InputStream body =
        Objects.requireNonNull(getClass().getResourceAsStream("/cases/" + file), file)) {
      String coding = file.endsWith(".gz") ? "gzip" : "identity";
      return client.post(query, type, body.readAllBytes(), "Content-Encoding", coding);
    }
  }

  private static String type(String file) {
    return file.contains(".ndjson")
        ? ReadingsClient.NDJSON
        : file.endsWith(".json") ? ReadingsClient.JSON : ReadingsClient.CSV;
  }

  private static List<String> errors(HttpResponse<String> answer) throws IOException {
    List<String> errors = new ArrayList<>();
    for (JsonNode error : new ObjectMapper().readTree(answer.body()).get("errors")) {
      String position = error.has("line") ? "line" : "pointer";
      errors.add(
          "%s=%s %s"
              .formatted(position, error.get(position).asText(), error.get("detail").asText()));
    }
    return errors;
  }

  private static List<String> stored() {
    return topic.readings().stream()
        .map(
            reading ->
                "%s %s %s %s"
                    .formatted(
                        reading.series().sensor(),
                        reading.series().metric(),
                        ReadingTime.toInstant(reading.timeMicros()),
                        reading.value()))
        .collect(Collectors.toList());
  }
}
