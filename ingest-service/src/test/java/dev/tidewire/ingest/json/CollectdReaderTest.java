package dev.tidewire.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollectdReaderTest {
  private static final Format JSON = new JsonFormat(Bodies.NAMING);
  private static final Format NDJSON = new NdjsonFormat(Bodies.NAMING);
  private static final Map<String, String> COLLECTD = Map.of("shape", "collectd");

  private static final String GOOD =
      "{'values':[1],'dstypes':['gauge'],'dsnames':['value'],'time':1,'host':'gw','plugin':'p'}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'values':[71.3],'dstypes':['gauge'],'dsnames':['value'] | 'plugin':'sensors','plugin_instance':'lm75','type':'temperature','type_instance':'water' | sensors{plugin_instance='lm75',type='temperature',type_instance='water'}=71.3 | 0",
        "'values':[1,2.5],'dstypes':['gauge','gauge'],'dsnames':['shortterm','midterm'] | 'plugin':'load','plugin_instance':'','type':'load','type_instance':'' | load.shortterm{type='load'}=1.0 load.midterm{type='load'}=2.5 | 0",
        "'values':[null,7],'dstypes':['derive','derive'],'dsnames':['rx','tx'] | 'plugin':'interface','plugin_instance':'eth0','type':'if_octets','type_instance':'' | interface.tx{plugin_instance='eth0',type='if_octets'}=7.0 | 1",
        "'values':[null],'dstypes':['gauge'],'dsnames':['value'] | 'plugin':'p' | `` | 1",
        "'values':[5],'dstypes':['counter'],'dsnames':['count'] | 'plugin':'a{b' | a\\{b.count=5.0 | 0",
        "'values':[5,6],'dstypes':['gauge','gauge'],'dsnames':['value','max'] | 'plugin':'p','meta':{'a':[1]} | p=5.0 p.max=6.0 | 0",
      })
  void readsWhatCollectdSends(String first, String last, String metrics, int skipped) {
    // Given
    String item =
        "{%s,'time':1763899200.250,'interval':10.000,'host':'gw',%s}".formatted(first, last);

    // When
    ParseOutcome.Parsed parsed = Bodies.parse(JSON, quoted("[" + item + "]"));

    // Then
    assertThat(parsed.errors()).isEmpty();
    assertThat(parsed.warnings().skipped()).isEqualTo(skipped);
    assertThat(metrics(parsed))
        .containsExactlyInAnyOrderElementsOf(
            metrics.isEmpty() ? List.of() : List.of(quoted(metrics).split(" ")));
    assertThat(Bodies.readings(parsed))
        .allMatch(it -> it.series().sensor().equals("gw"))
        .allMatch(it -> it.timeMicros() == 1_763_899_200_250_000L)
        .allMatch(it -> "gw".equals(it.tags().get("host")));
    assertThat(Bodies.parse(NDJSON, quoted(item), COLLECTD).accepted())
        .isEqualTo(parsed.accepted());
  }

  /** In whatever order its members are, if it is said whose they are. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'plugin':'p','host':'gw','values':[1],'time':1,'dsnames':['x'],'dstypes':['gauge']}",
        "{'time':1,'values':[1],'dsnames':['x'],'dstypes':['gauge'],'plugin':'p','host':'gw'}",
        "{'dsnames':['x'],'dstypes':['gauge'],'host':'gw','plugin':'p','time':1,'values':[1]}",
      })
  void theOrderOfMembersDoesNotMatter(String item) {
    assertThat(Bodies.readings(Bodies.parse(JSON, quoted(item), COLLECTD)))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.series().sensor()).isEqualTo("gw");
              assertThat(it.series().metric()).isEqualTo("p.x");
              assertThat(it.timeMicros()).isEqualTo(1_000_000L);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'values':[1,2],'dstypes':['gauge'],'dsnames':['a','b'],'plugin':'p' | `` | values, dstypes and dsnames must be of one length, but have 2, 1 and 2 elements | ",
        "'values':[1,2],'dstypes':['gauge','gauge'],'dsnames':['a'],'plugin':'p' | `` | values, dstypes and dsnames must be of one length, but have 2, 2 and 1 elements | ",
        "'values':[],'dstypes':['gauge'],'dsnames':['a'],'plugin':'p' | `` | values, dstypes and dsnames must be of one length, but have 0, 1 and 1 elements | ",
        "'values':[],'dstypes':[],'dsnames':[],'plugin':'p' | /values | values must not be empty | ",
        "'values':['1'],'dstypes':['gauge'],'dsnames':['a'],'plugin':'p' | /values/0 | a value must be a number, but is a string | ",
        "'values':[1,1e400],'dstypes':['gauge','gauge'],'dsnames':['a','b'],'plugin':'p' | /values/1 | a value is too large for a 64-bit floating-point number | ",
        "'values':[1],'dstypes':[7],'dsnames':['a'],'plugin':'p' | /dstypes/0 | a type of a value must be a string, but is a number | ",
        "'values':[1],'dstypes':['gauge'],'dsnames':[null],'plugin':'p' | /dsnames/0 | a name of a value must be a string, but is null | ",
        "'values':[1],'dstypes':['gauge'],'dsnames':[''],'plugin':'p' | /dsnames/0 | a name of a value must not be empty | ",
        "'values':[1],'dstypes':['gauge'],'dsnames':{},'plugin':'p' | /dsnames | dsnames must be an array, but is an object | ",
        "'values':[1],'dsnames':['a'],'plugin':'p' | /dstypes | dstypes is missing | ",
        "'values':[1],'dstypes':['gauge'],'plugin':'p' | /dsnames | dsnames is missing | ",
        "'values':[1],'dstypes':['gauge'],'dsnames':['a'] | /plugin | plugin is missing | ",
        "'values':[1],'dstypes':['gauge'],'dsnames':['a'],'plugin':'' | /plugin | plugin must not be empty | ",
        "'values':[1],'dstypes':['gauge'],'dsnames':['a'],'plugin':'p','type':null | /type | type must be a string, but is null | ",
        "'values':[1],'dstypes':['gauge'],'dsnames':['a'],'plugin':'p','plugin':'q' | /plugin | plugin is given twice | ",
        "'values':[1],'dstypes':['gauge'],'dsnames':['a'],'plugin':'p','values':[2] | /values | values is given twice | ",
        "'values':[1],'dstypes':['gauge'],'dsnames':['a'],'plugin':'p','time':1,'time':2 | /time | time is given twice | ",
        "'values':[1],'dstypes':['gauge'],'dsnames':['a'],'plugin':'p','time':'x' | /time | time must be RFC 3339 like 2026-11-22T10:00:00.123Z, a number of seconds, milliseconds, microseconds or nanoseconds since 1970, or yyyy-MM-dd HH:mm:ss in UTC, but is 'x' | ",
        "'values':[1],'dstypes':['gauge'],'dsnames':['a'],'plugin':'p','unit':'C' | /unit | a value list of collectd has values, dstypes, dsnames, time, interval, host, plugin, plugin_instance, type, type_instance and meta, and nothing else | ",
        "'values':[1,2],'dstypes':['gauge','gauge'],'dsnames':['a','a'],'plugin':'p' | `` | metric 'p.a' is given twice; the first value was taken | p.a=1.0",
        "'values':[1],'dstypes':['gauge'],'dsnames':['a'],'plugin':'p','type':'\\ud800' | `` | value of tag 'type' must be valid Unicode (found half of a surrogate pair) | ",
      })
  void aBadValueListCostsOnlyItself(
      String members, String pointer, String detail, @Nullable String taken) {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(JSON, quoted("[%s,{%s},%s]".formatted(GOOD, members, GOOD)));

    // Then
    assertThat(parsed.errors())
        .containsExactly(new ItemError(quoted(detail), new Position.Pointer("/1" + pointer)));
    assertThat(metrics(parsed))
        .containsExactlyInAnyOrderElementsOf(
            taken == null ? List.of("p=1.0", "p=1.0") : List.of("p=1.0", "p=1.0", taken));
  }

  /** An array of values alone may as well be a mistake in a reading. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'values':[1,2]}",
        "{'values':[1,2],'sensor':'a'}",
        "{'values':[1,2],'values':[1]}",
        "{'values':['x'],'plugin':'p'}",
        "{'sensor':'a','values':[1,2]}",
        "{'time':0,'values':[1,2]}",
      })
  void anArrayOfValuesAloneIsNoneOfCollectd(String body) {
    assertThat(Bodies.parse(JSON, quoted(body), Bodies.SENSOR_A).errors())
        .containsExactly(
            new ItemError(
                "values must be an object from metric to number, but is an array",
                new Position.Pointer("/values")));
  }

  /** Its own shapes are still read as before, whatever stands beside. */
  @Test
  void everyObjectOfABodyTellsItsOwnShape() {
    assertThat(
            metrics(
                Bodies.parse(
                    JSON,
                    quoted("[{'values':{'a':1}}," + GOOD + ",{'dsnames':5}]"),
                    Bodies.SENSOR_A)))
        .containsExactlyInAnyOrder("a=1.0", "p=1.0", "dsnames=5.0");
  }

  @Test
  void aCounterThatNoDoubleHoldsIsTold() {
    ParseOutcome.Parsed parsed =
        Bodies.parse(JSON, quoted("[" + GOOD.replace("[1]", "[9223372036854775807]") + "]"));

    assertThat(parsed.warnings().inexact()).isEqualTo(1);
    assertThat(metrics(parsed)).containsExactly("p=9.223372036854776E18");
  }

  @Test
  void arraysAreBounded() {
    // Given
    int many = JsonValues.MAX_METRICS + 1;
    String item =
        "{'values':[%s],'dstypes':[%s],'dsnames':[%s],'host':'gw','plugin':'p'}"
            .formatted(
                repeated(many, i -> "1"),
                repeated(many, i -> "'gauge'"),
                repeated(many, i -> "'" + i + "'"));

    // When
    ParseOutcome.Parsed parsed = Bodies.parse(JSON, quoted("[" + item + "," + GOOD + "]"));

    // Then
    assertThat(parsed.errors())
        .containsExactly(
            new ItemError(
                "values must have at most 10000 elements", new Position.Pointer("/0/values")));
    assertThat(metrics(parsed)).containsExactly("p=1.0");
  }

  /** What is generated, for the naive reading and for the body. */
  private record Item(
      Map<String, Double> values, String host, String plugin, Map<String, String> labels) {
    private String json() {
      String types = repeated(values.size(), i -> "'gauge'");
      String names = quotedList(values.keySet());
      return "{'values':%s,'dstypes':[%s],'dsnames':[%s],'time':1,'host':'%s','plugin':'%s',%s}"
          .formatted(
              values.values().toString().replace("NaN", "null"),
              types,
              names,
              host,
              plugin,
              labels.entrySet().stream()
                  .map(it -> "'%s':'%s'".formatted(it.getKey(), it.getValue()))
                  .collect(Collectors.joining(",")));
    }

    private List<String> readings() {
      String suffix =
          labels.entrySet().stream()
              .filter(it -> !it.getValue().isEmpty())
              .map(it -> it.getKey() + "='" + it.getValue() + "'")
              .collect(Collectors.joining(","));
      List<String> all = new ArrayList<>();
      values.forEach(
          (name, value) -> {
            if (!value.isNaN()) {
              all.add(
                  quoted(
                      (host.isEmpty() ? plugin : host)
                          + " "
                          + plugin
                          + (name.equals("value") ? "" : "." + name)
                          + (suffix.isEmpty() ? "" : "{" + suffix + "}")
                          + "="
                          + value));
            }
          });
      return all;
    }
  }

  /** Every value is a reading of the series that its names say. */
  @Property
  void everyValueIsAReading(@ForAll("items") List<Item> items) {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(JSON, quoted(items.stream().map(Item::json).toList().toString()));

    // Then
    assertThat(parsed.errors()).isEmpty();
    assertThat(
            Bodies.readings(parsed).stream()
                .map(it -> it.series().sensor() + " " + it.series().metric() + "=" + it.value()))
        .containsExactlyInAnyOrderElementsOf(
            items.stream().flatMap(it -> it.readings().stream()).toList());
    assertThat(parsed.warnings().skipped())
        .isEqualTo(
            items.stream()
                .flatMap(it -> it.values().values().stream())
                .filter(d -> d.isNaN())
                .count());
  }

  @Provide
  Arbitrary<List<Item>> items() {
    Arbitrary<String> texts = Arbitraries.of("", "a", "b.c", "é");
    Arbitrary<Map<String, Double>> values =
        Arbitraries.maps(
                Arbitraries.of("value", "rx", "tx"), Arbitraries.of(0.5, -2.0, 1e300, Double.NaN))
            .ofMinSize(1);
    Arbitrary<Map<String, String>> labels =
        Arbitraries.maps(Arbitraries.of("plugin_instance", "type", "type_instance"), texts)
            .ofMinSize(1)
            .map(TreeMap::new);
    return Combinators.combine(values, texts, Arbitraries.of("cpu", "a b"), labels)
        .as(Item::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  private interface Element {
    String of(int i);
  }

  private static String repeated(int count, Element element) {
    return IntStream.range(0, count).mapToObj(element::of).collect(Collectors.joining(","));
  }

  private static String quotedList(Iterable<String> texts) {
    List<String> all = new ArrayList<>();
    texts.forEach(it -> all.add("'" + it + "'"));
    return String.join(",", all);
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
