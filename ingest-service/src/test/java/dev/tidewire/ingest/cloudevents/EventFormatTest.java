package dev.tidewire.ingest.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.SensorReading;
import dev.tidewire.ingest.csv.CsvFormat;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.ingest.json.JsonFormat;
import dev.tidewire.ingest.senml.SenmlFormat;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFormatTest {
  private static final Format EVENTS =
      new EventFormat(List.of(new JsonFormat(Bodies.NAMING), new CsvFormat(), new SenmlFormat()));

  private static final String ATTRIBUTES =
      "'specversion':'1.0','id':'1','source':'/plant/7','type':'reading','time':'2026-11-23T10:00:00Z'";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // The source names the sensor, the event's time is the readings'.
        "{A,'data':{'temperature':21.5}} | /plant/7 temperature 21.5 -7200",
        // The subject wins, wherever it stands.
        "{'data':{'temperature':21.5},A,'subject':'boiler-7'} | boiler-7 temperature 21.5 -7200",
        // What the data says itself wins.
        "{A,'data':{'sensor':'s','metric':'m','value':1,'time':'2026-11-23T11:00:00Z'}} | s m 1.0 -3600",
        "{A,'data':[{'value':1},{'sensor':'s','value':2}]} | /plant/7 value 1.0 -7200; s value 2.0 -7200",
        "{A,'datacontenttype':'text/csv','data':'time,value\\n2026-11-23T11:59:59Z,3\\n'} | /plant/7 value 3.0 -1",
        "{A,'datacontenttype':'text/csv; charset=utf-8','data_base64':'dGltZSx2YWx1ZQoyMDI2LTExLTIzVDExOjU5OjU5Wiwz'} | /plant/7 value 3.0 -1",
        "{A,'datacontenttype':'application/senml+json','data':[{'bn':'a:','n':'b','v':2,'t':-10}]} | a b 2.0 -7210",
        "{A,'comexampleextension':7,'dataschema':null,'data':{'v':1}} | /plant/7 v 1.0 -7200",
        "{A,'data':'{\\'temperature\\':21.5}'} | /plant/7 temperature 21.5 -7200",
        "[{A,'data':{'a':1}},{A,'subject':'b','data':{'a':2}}] | /plant/7 a 1.0 -7200; b a 2.0 -7200",
      })
  void readsEvents(String body, String readings) {
    // When
    ParseOutcome.Parsed parsed = Bodies.parse(EVENTS, events(body));

    // Then
    assertThat(parsed.errors()).isEmpty();
    assertThat(shown(parsed)).containsExactlyInAnyOrder(readings.split("; "));
  }

  @Test
  void theQueryNamesTheSensorForAll() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(EVENTS, events("{A,'subject':'b','data':{'t':1}}"), Bodies.SENSOR_A);

    // Then
    assertThat(shown(parsed)).containsExactly("a t 1.0 -7200");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'specversion':'0.3','id':'1','source':'s','type':'t','data':{'a':1}} | /1 | specversion must be 1.0, but is \"0.3\"",
        "{'data':{'a':1}} | /1 | specversion must be 1.0, but is missing",
        "{'specversion':'1.0','id':'1','type':'t','data':{'a':1}} | /1 | has no source",
        "{A} | /1/data | has no data",
        "{A,'data':{'a':1},'data_base64':'AA=='} | /1/data_base64 | data once",
        "{A,'data_base64':'%%'} | /1/data_base64 | must be Base64",
        "{A,'data_base64':7} | /1/data_base64 | a string in Base64",
        "{A,'datacontenttype':'image/png','data_base64':'AA=='} | /1/datacontenttype | application/json, text/csv",
        "{A,'subject':{'a':1},'data':{'a':1}} | /1/subject | must be a string",
        "{A,'data':{'sensor':'s','vlaue':1}} | /1/data/vlaue | vlaue",
        "{A,'data':[{'value':'x'}]} | /1/data/0/value | number",
        "{A,'datacontenttype':'text/csv','data':'time,value\\n2026-11-23T11:59:59Z,x\\n'} | /1/data | line 2: ",
        "{A,'datacontenttype':'text/csv','data':'metric,value\\nx\\ud800,1\\n'} | /1/data | half of a surrogate pair",
        "{A,'data':'{\\'x\\udc00\\':1}'} | /1/data | half of a surrogate pair",
        "{A,'data':{'sensor':'s','value':1,'tags':{'a':'\\udc00'}}} | /1/data/tags | half of a surrogate pair",
        "{A,'subject':'\\ud800','data':{'a':1}} | /1/data/sensor | half of a surrogate pair",
        "{A,'subject':'a','subject':'b','data':{'a':1}} | /1/subject | given twice",
        "{A,'datacontenttype':'text/csv','data':'foo,bar\\n1,2\\n'} | /1/data | header",
        "{A,'datacontenttype':'text/csv','data':''} | /1/data | The body is empty",
      })
  void aBadEventCostsOnlyItself(String event, String pointer, String detail) {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(EVENTS, events("[{A,'data':{'a':1}}," + event + ",{A,'data':{'c':3}}]"));

    // Then
    assertThat(shown(parsed))
        .containsExactlyInAnyOrder("/plant/7 a 1.0 -7200", "/plant/7 c 3.0 -7200");
    ItemError error = parsed.errors().get(0);
    assertThat(error.detail()).contains(detail);
    assertThat(error.position()).isEqualTo(new Position.Pointer(pointer));
  }

  @Test
  void dataThatIsRefusedBehindReadingsIsTold_andTheOtherEventsAreTaken() {
    // When: two documents in the data of one event
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            EVENTS, events("[{A,'data_base64':'eyJhIjoxfXsiYSI6MX0='},{A,'data':{'c':3}}]"));

    // Then
    assertThat(shown(parsed))
        .containsExactlyInAnyOrder("/plant/7 a 1.0 -7200", "/plant/7 c 3.0 -7200");
    assertThat(parsed.errors())
        .singleElement()
        .asString()
        .contains("Something follows the end of the JSON", "was accepted")
        .doesNotContain("nothing was accepted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"now", "5", "1763890496", "5e-3"})
  void aTimeThatIsNoneIsTold(String time) {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            EVENTS,
            events(
                "{'specversion':'1.0','id':'1','source':'s','type':'t','time':'"
                    + time
                    + "','data':{'a':1}}"));

    // Then
    assertThat(parsed.errors())
        .extracting(ItemError::detail)
        .singleElement()
        .asString()
        .contains("\"" + time + "\"");
  }

  @Test
  void dataThatIsTooLargeIsTold() {
    // Given
    String many = "{\"value\":1},".repeat(100_000);

    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            EVENTS, events("[{A,'data':[") + many + events("{'value':1}]},{A,'data':{'c':3}}]"));

    // Then
    assertThat(shown(parsed)).containsExactly("/plant/7 c 3.0 -7200");
    assertThat(parsed.errors())
        .extracting(ItemError::detail)
        .singleElement()
        .asString()
        .contains("1048576 bytes");
  }

  /** Numbers reach the format as they were written, so that none is rounded on its way. */
  @Property(tries = 500)
  void dataIsReadAsABodyOfItsOwn(@ForAll("numbers") String number) {
    // Given
    String data = "{\"sensor\":\"s\",\"value\":%s,\"time\":1763899200}".formatted(number);

    // When
    ParseOutcome.Parsed inEvent = Bodies.parse(EVENTS, events("{A,'data':") + data + "}");
    ParseOutcome.Parsed alone = Bodies.parse(new JsonFormat(Bodies.NAMING), data);

    // Then
    assertThat(Bodies.readings(inEvent)).isEqualTo(Bodies.readings(alone));
    assertThat(inEvent.warnings()).isEqualTo(alone.warnings());
    assertThat(inEvent.rejected()).isEqualTo(alone.rejected());
  }

  @Provide
  Arbitrary<String> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.doubles().map(String::valueOf),
        Arbitraries.longs().map(String::valueOf),
        Arbitraries.bigDecimals().ofScale(30).map(String::valueOf),
        Arbitraries.of("-0", "1e400", "9007199254740993", "0.1e-5", "1E+2"));
  }

  @Test
  void attributesInHeadersMeanTheSame() {
    // Given
    Map<String, String> headers =
        Map.of(
            "ce-specversion",
            "1.0",
            "ce-id",
            "1",
            "ce-source",
            "/plant/7",
            "ce-type",
            "reading",
            "ce-time",
            "2026-11-23T10:00:00Z",
            "ce-subject",
            "kessel%20%C3%A4+",
            "content-type",
            "application/json");
    Format format = BinaryEvent.in(headers, new JsonFormat(Bodies.NAMING));

    // When
    ParseOutcome.Parsed parsed = Bodies.parse(format, "{\"temperature\":21}", headers, Map.of());

    // Then
    assertThat(shown(parsed)).containsExactly("kessel ä+ temperature 21.0 -7200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%FF", "a%ED%A0%80", "a%C3", "100%", "a%zz"})
  void anAttributeThatIsNotEncodedIsKeptAsItIs(String subject) {
    // Given
    Map<String, String> headers =
        Map.of(
            "ce-specversion", "1.0",
            "ce-id", "1",
            "ce-source", "/plant/7",
            "ce-type", "reading",
            "ce-time", "2026-11-23T10:00:00Z",
            "ce-subject", subject);
    Format format = BinaryEvent.in(headers, new JsonFormat(Bodies.NAMING));

    // When
    ParseOutcome.Parsed parsed = Bodies.parse(format, "{\"t\":21}", headers, Map.of());

    // Then
    assertThat(shown(parsed)).containsExactly(subject + " t 21.0 -7200");
  }

  @Test
  void headersThatAreNoEventAreRefused() {
    // Given
    Map<String, String> headers = Map.of("ce-specversion", "1.0", "ce-id", "1");
    Format format = BinaryEvent.in(headers, new JsonFormat(Bodies.NAMING));

    // When
    String detail = Bodies.refused(Bodies.outcome(format, "{}", headers, Map.of())).detail();

    // Then
    assertThat(detail).contains("In the ce- headers", "no source");
  }

  private static List<String> shown(ParseOutcome.Parsed parsed) {
    return Bodies.readings(parsed).stream().map(EventFormatTest::shown).toList();
  }

  private static String shown(SensorReading reading) {
    return "%s %s %s %d"
        .formatted(
            reading.series().sensor(),
            reading.series().metric(),
            reading.value(),
            Duration.ofNanos(
                    (reading.timeMicros() - Bodies.NOW.getEpochSecond() * 1_000_000) * 1_000)
                .toSeconds());
  }

  private static String events(String body) {
    return body.replace("A,", ATTRIBUTES + ",")
        .replace("{A}", "{" + ATTRIBUTES + "}")
        .replace('\'', '"');
  }
}
