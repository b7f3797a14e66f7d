package dev.tidewire.ingest.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.ingest.batch.SeriesCatalog;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.influx.LineProtocolFormat;
import dev.tidewire.ingest.influx.Version;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.ingest.json.JsonFormat;
import dev.tidewire.ingest.otlp.IgnoredAttributes;
import dev.tidewire.ingest.otlp.OtlpFormat;
import dev.tidewire.ingest.otlp.OtlpJsonFormat;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A body is read the same whatever was read before it, and what of that is forgotten again. */
class RememberedSeriesTest {
  private static final long MUCH = 1 << 20;

  /** Room for a few series. */
  private static final long LITTLE = 2_000;

  @Property
  void linesAreReadAsIfForTheFirstTime(@ForAll("lines") List<String> bodies) {
    assertThatBodiesAreReadAsIfForTheFirstTime(
        known -> new LineProtocolFormat(Version.V1, Bodies.NAMING, known), bodies);
  }

  @Property
  void dataPointsAreReadAsIfForTheFirstTime(@ForAll("exports") List<String> bodies) {
    assertThatBodiesAreReadAsIfForTheFirstTime(
        known ->
            new OtlpJsonFormat(
                new OtlpFormat(Bodies.NAMING, new IgnoredAttributes(List.of()), known)),
        bodies);
  }

  @Property
  void itemsAreReadAsIfForTheFirstTime(@ForAll("items") List<String> bodies) {
    assertThatBodiesAreReadAsIfForTheFirstTime(known -> new JsonFormat(Bodies.NAMING), bodies);
  }

  private static void assertThatBodiesAreReadAsIfForTheFirstTime(
      Function<NamedByBytes, Format> format, List<String> bodies) {
    for (long room : new long[] {MUCH, LITTLE}) {
      Format remembering = format.apply(new NamedByBytes(room));
      SeriesCatalog catalog = Bodies.catalog();
      for (String body : bodies) {
        // When
        ParseOutcome.Parsed again = Bodies.parse(catalog, remembering, body);

        // Then
        ParseOutcome.Parsed first =
            Bodies.parse(Bodies.catalog(), format.apply(new NamedByBytes(MUCH)), body);
        assertThat(Bodies.readings(again)).isEqualTo(Bodies.readings(first));
        assertThat(again.errors()).isEqualTo(first.errors());
        assertThat(again.warnings()).isEqualTo(first.warnings());
      }
    }
  }

  @Provide
  Arbitrary<List<String>> lines() {
    Arbitrary<String> tags =
        Arbitraries.of("", ",host=a", ",host=é", ",a=1,host=a", ",host=a,a=1", ",host=日,b=é\\ x");
    Arbitrary<String> fields =
        Arbitraries.of(
            "value=1", "a=2", "é=3i", "b.c=4", "a=5,value=6", "a=7,a=8", "t=\"x\"", "a=x");
    return bodies(
        Combinators.combine(
                Arbitraries.of("m", "é", "m\\,{"), tags, fields, Arbitraries.of("", " 1", " 2"))
            .as((name, labels, values, time) -> name + labels + " " + values + time),
        "\n",
        "",
        "");
  }

  @Provide
  Arbitrary<List<String>> exports() {
    Arbitrary<String> metrics =
        Combinators.combine(
                Arbitraries.of("m", "é"),
                Arbitraries.of("", "Cel", "K"),
                Arbitraries.of("a", "é", "日"),
                Arbitraries.of(
                    "\"gauge\":{\"dataPoints\":[{\"asInt\":1,%s}]}",
                    "\"summary\":{\"dataPoints\":[{\"count\":1,\"sum\":2,%s,"
                        + "\"quantileValues\":[{\"quantile\":0.5,\"value\":1}]}]}"))
            .as(
                (name, unit, host, data) ->
                    "{\"name\":\"%s\",\"unit\":\"%s\",%s}"
                        .formatted(
                            name,
                            unit,
                            data.formatted(
                                "\"attributes\":[{\"key\":\"host\",\"value\":{\"stringValue\":\"%s\"}}]"
                                    .formatted(host))));
    return bodies(
        metrics, ",", "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[", "]}]}]}");
  }

  @Provide
  Arbitrary<List<String>> items() {
    Arbitrary<String> items =
        Combinators.combine(
                Arbitraries.of("a", "é", "日本", "x".repeat(200), "é".repeat(128)),
                Arbitraries.of("m", "é", "m{a=\\\"é\\\"}"),
                Arbitraries.of("", ",\"unit\":\"Cel\"", ",\"unit\":\"K\""),
                Arbitraries.of("", ",\"tags\":{\"k\":\"v\"}", ",\"tags\":{\"k\":\"é\",\"日\":\"\"}"),
                Arbitraries.of("", ",\"time\":1", ",\"time\":2"))
            .as(
                (sensor, metric, unit, tags, time) ->
                    "{\"sensor\":\"%s\",\"metric\":\"%s\",\"value\":1%s%s%s}"
                        .formatted(sensor, metric, unit, tags, time));
    return bodies(items, ",", "[", "]");
  }

  private static Arbitrary<List<String>> bodies(
      Arbitrary<String> items, String separator, String begin, String end) {
    return items
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(some -> begin + String.join(separator, some) + end)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }
}
