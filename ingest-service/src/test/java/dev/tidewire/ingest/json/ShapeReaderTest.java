package dev.tidewire.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeReaderTest {
  private static final Format JSON = new JsonFormat(Bodies.NAMING);
  private static final Format NDJSON = new NdjsonFormat(Bodies.NAMING);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'temperature':21,'humidity':66.5} | temperature=21.0 humidity=66.5 | 0",
        "{'ts':1763899200000,'values':{'temperature':21,'on':true}} | temperature=21.0 on=1.0 | 0",
        "{'values':{'temperature':21},'ts':1763899200000} | temperature=21.0 | 0",
        "{'Time':'2025-11-23T12:00:00','SI7021-00':{'Temperature':16.4,'Humidity':null},'TempUnit':'C'} | SI7021-00.Temperature=16.4 | 2",
        "{'Time':'2025-11-23T12:00:00','ENERGY':{'Power':12,'Phases':[1,{'U':230}]}} | ENERGY.Power=12.0 ENERGY.Phases.0=1.0 ENERGY.Phases.1.U=230.0 | 0",
        "{'a':'21.5','b':'nan','c':'unavailable','d':false} | d=0.0 | 3",
        "{'timestamp':1763899200,'a':1} | a=1.0 | 0",
        "{'time':'2025-11-23T12:00:00','a':1} | a=1.0 | 0",
        "{'ts':'2025-11-23T12:00:00','a':1} | a=1.0 | 0",
        "{'ts':'2025-11-23T12:00:00','values':{'a':1}} | a=1.0 | 0",
        "{'a':1,'time':'2025-11-23T12:00:00'} | a=1.0 | 0",
      })
  void readsWhatDevicesSend(String body, String metrics, int skipped) {
    // When
    ParseOutcome.Parsed parsed = Bodies.parse(JSON, quoted(body), Bodies.SENSOR_A);

    // Then
    assertThat(parsed.errors()).isEmpty();
    assertThat(metrics(parsed)).containsExactlyInAnyOrder(metrics.split(" "));
    assertThat(parsed.warnings().skipped()).isEqualTo(skipped);
    if (body.matches(".*(?i:time|ts).*")) {
      assertThat(Bodies.readings(parsed))
          .extracting(SensorReading::timeMicros)
          .containsOnly(1_763_899_200_000_000L);
    } else {
      assertThat(Bodies.readings(parsed))
          .extracting(SensorReading::timeMicros)
          .containsOnly(ReadingTime.toMicros(Bodies.NOW));
    }
  }

  @Test
  void numbersInTextAreReadWhenAskedFor() {
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            JSON,
            quoted("{'a':'21.5','b':'nan','c':' 1','d':'1e400'}"),
            Map.of("sensor", "a", "lenient", "true"));

    assertThat(metrics(parsed)).containsExactly("a=21.5");
    assertThat(parsed.warnings().skipped()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'fields':{'usage_idle':98.5,'up':true,'text':'x'},'name':'cpu','tags':{'host':'gw','cpu':'cpu0'},'timestamp':1763899200}",
        "{'tags':{'host':'gw','cpu':'cpu0'},'name':'cpu','fields':{'usage_idle':98.5,'up':true,'text':'x'},'timestamp':1763899200}",
      })
  void readsWhatTelegrafSends(String metric) {
    // When
    ParseOutcome.Parsed one = Bodies.parse(NDJSON, quoted(metric), Map.of("shape", "telegraf"));
    ParseOutcome.Parsed batch =
        Bodies.parse(JSON, quoted("{'metrics':[" + metric + "," + metric + "]}"));

    // Then
    assertThat(metrics(one))
        .containsExactlyInAnyOrder("cpu.usage_idle{cpu=\"cpu0\"}=98.5", "cpu.up{cpu=\"cpu0\"}=1.0");
    assertThat(Bodies.readings(one))
        .allMatch(it -> it.series().sensor().equals("gw"))
        .allMatch(it -> it.timeMicros() == 1_763_899_200_000_000L)
        .allMatch(it -> it.tags().equals(Map.of("host", "gw", "cpu", "cpu0")));
    assertThat(one.warnings().skipped()).isEqualTo(1);
    assertThat(batch.accepted()).isEqualTo(4);
  }

  @Test
  void aBadMetricOfTelegrafCostsOnlyItself() {
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            JSON,
            quoted(
                "{'metrics':[{'fields':{'a':1e400},'name':'m','tags':{}},"
                    + "{'fields':{'a':1},'name':'m','tags':{'host':'gw'}}]}"));

    assertThat(parsed.errors())
        .singleElement()
        .extracting(ItemError::detail)
        .asString()
        .contains("too large");
    assertThat(metrics(parsed)).containsExactly("m.a=1.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'fields':{'a':1,'a':2},'name':'m'} | '' | metric 'm.a' is given twice; the first value was taken | m.a=1.0",
        "{'fields':{'a':1},'name':'m','tags':{'t':'1','t':'2'}} | /0/tags/t | tag 't' is given twice | ",
        "{'fields':{'a':1},'name':'m','name':'n'} | /0/name | name is given twice | ",
        "{'fields':{'a':1},'name':'m','fields':{'b':1}} | /0/fields | fields is given twice | ",
        "{'fields':{'a':1},'name':'m','tags':{},'tags':{}} | /0/tags | tags is given twice | ",
        "{'fields':{'a':1},'name':'m','timestamp':1,'timestamp':2} | /0/timestamp | timestamp is given twice | ",
        "{'time':1,'fields':{'a':1},'name':'m','timestamp':2} | /0/timestamp | timestamp is given twice | ",
        "{'fields':{'a':1},'name':''} | /0/name | name must not be empty | ",
        "{'fields':{'a':1}} | /0/name | name is missing | ",
        "{'fields':{'a':1},'name':'m','tags':{'t':1,'u':'2'}} | /0/tags/t | tag 't' must be a string, but is a number | ",
        "{'fields':{'a':1},'name':'\\ud800'} | /0/sensor | sensor must be valid Unicode (found half of a surrogate pair) | ",
        "{'fields':{'a':1},'name':'m','tags':{'a':'\\ud800'}} | /0/tags | value of tag 'a' must be valid Unicode (found half of a surrogate pair) | ",
      })
  void aMetricOfTelegrafThatIsWrongIsTold(
      String metric, String pointer, String detail, @Nullable String taken) {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            JSON,
            quoted("[" + metric + ",{'fields':{'b':1},'name':'m'}]"),
            Map.of("shape", "telegraf"));

    // Then
    assertThat(parsed.errors())
        .containsExactly(
            new ItemError(
                quoted(detail), new Position.Pointer(pointer.equals("''") ? "/0" : pointer)));
    assertThat(metrics(parsed))
        .containsExactlyInAnyOrderElementsOf(
            taken == null ? List.of("m.b=1.0") : List.of("m.b=1.0", taken));
  }

  /** A mistake in the name of a field does not make a reading an object of a device. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'sensr':'a','value':1}",
        "{'time':0,'vlaue':1,'metric':'m'}",
        "{'sensor':'a','vlaue':1}",
        "{'value':1,'valeu':2}",
        "{'temperature':21,'unit':'C'}",
      })
  void aReadingWithAnUnknownFieldIsRefused(String body) {
    ParseOutcome.Parsed parsed = Bodies.parse(JSON, quoted(body), Bodies.SENSOR_A);

    assertThat(parsed.accepted()).isZero();
    assertThat(parsed.errors())
        .singleElement()
        .extracting(ItemError::detail)
        .asString()
        .startsWith("unknown field");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'time':0,'sensor':'a','value':1}",
        "{'ts':0,'value':1,'sensor':'a'}",
        "{'sensor':'a','ts':0,'value':1}",
        "{'value':1,'sensor':'a','time':0}",
      })
  void theTimeOfAReadingMayComeAnywhere(String body) {
    assertThat(Bodies.readings(Bodies.parse(JSON, quoted(body))))
        .singleElement()
        .extracting(SensorReading::timeMicros)
        .isEqualTo(0L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'time':0,'time':1,'value':1}",
        "{'time':0,'value':1,'ts':1}",
        "{'time':0,'a':1,'Time':1}",
        "{'a':1,'time':0,'timestamp':1}",
        "{'Time':'2025-11-23T12:00:00','Time':'2025-11-23T12:00:00','a':1}",
      })
  void aTimeThatIsGivenTwiceIsTold(String body) {
    assertThat(Bodies.parse(JSON, quoted(body), Bodies.SENSOR_A).errors())
        .singleElement()
        .extracting(ItemError::detail)
        .asString()
        .endsWith("is given twice");
  }

  @Test
  void ofTooManyTagsOfTelegrafNoneIsKept() {
    // Given
    String tags =
        IntStream.range(0, 100_000)
            .mapToObj(i -> "'%d':'a'".formatted(i))
            .collect(Collectors.joining(","));

    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            JSON, quoted("{'metrics':[{'fields':{'a':1},'name':'m','tags':{" + tags + "}}]}"));

    // Then
    assertThat(parsed.errors())
        .singleElement()
        .extracting(ItemError::detail)
        .isEqualTo("a reading must have at most 32 tags");
  }

  /** Where it is not known to be one of a device, a time without an offset may be anywhere. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'time':'2025-11-23T12:00:00','sensor':'a','value':1}",
        "{'sensor':'a','value':1,'time':'2025-11-23T12:00:00'}",
      })
  void aReadingSaysWhereItsTimeIsMeant(String body) {
    assertThat(Bodies.parse(JSON, quoted(body)).errors())
        .singleElement()
        .extracting(ItemError::detail)
        .asString()
        .contains("add Z if it is UTC");
  }

  /** Of nested objects every number is a metric, whose name is the path to it. */
  @Property(tries = 1_000)
  void everyNumberIsAMetric(@ForAll("objects") Map<String, Object> object) {
    // Given
    List<String> expected = new ArrayList<>();
    flatten("", object, expected);

    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(JSON, "[" + written(object) + "]", Map.of("sensor", "a", "shape", "device"));

    // Then
    assertThat(parsed.errors()).isEmpty();
    assertThat(metrics(parsed)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Provide
  Arbitrary<Map<String, Object>> objects() {
    Arbitrary<String> names = Arbitraries.strings().withCharRange('a', 'e').ofLength(1);
    Arbitrary<Object> numbers = Arbitraries.integers().between(0, 9).map(Object.class::cast);
    Arbitrary<Object> inner =
        Arbitraries.oneOf(
            numbers, Arbitraries.maps(names, numbers).ofMaxSize(3).map(Object.class::cast));
    return Arbitraries.maps(
            names,
            Arbitraries.oneOf(
                numbers, Arbitraries.maps(names, inner).ofMaxSize(3).map(Object.class::cast)))
        .ofMaxSize(4)
        .map(HashMap::new);
  }

  private static void flatten(String path, Map<?, ?> object, List<String> metrics) {
    object.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> inner) {
            flatten(path + name + ".", inner, metrics);
          } else {
            metrics.add(path + name + "=" + value + ".0");
          }
        });
  }

  private static String written(Map<?, ?> object) {
    return object.entrySet().stream()
        .map(
            it ->
                "\"%s\":%s"
                    .formatted(
                        it.getKey(),
                        it.getValue() instanceof Map<?, ?> inner ? written(inner) : it.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static List<String> metrics(ParseOutcome.Parsed parsed) {
    return Bodies.readings(parsed).stream()
        .map(it -> it.series().metric() + "=" + it.value())
        .toList();
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }
}
