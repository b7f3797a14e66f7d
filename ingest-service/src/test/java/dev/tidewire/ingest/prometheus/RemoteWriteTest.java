package dev.tidewire.ingest.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.ingest.coding.Coding;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.MediaType;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.ingest.labels.LabelNaming;
import dev.tidewire.ingest.labels.LabelledSeries;
import dev.tidewire.ingest.labels.NamedByBytes;
import dev.tidewire.ingest.prometheus.WriteRequests.Sample;
import dev.tidewire.ingest.prometheus.WriteRequests.Series;
import dev.tidewire.ingest.route.Route;
import dev.tidewire.ingest.route.Terms;
import dev.tidewire.ingest.route.TermsReader;
import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteWriteTest {
  private static final long MILLIS = 1_795_000_000_123L;
  private static final double STALE = Double.longBitsToDouble(0x7ff0_0000_0000_0002L);
  private static final LabelNaming NAMING = new LabelNaming(List.of("instance"));
  private static final NamedByBytes KNOWN = new NamedByBytes(1 << 20);
  private static final Map<String, String> UP = Map.of("__name__", "up", "instance", "gw:9090");

  /** A request of one sample, byte for byte as the definition of the message has it. */
  private static final String GOLDEN_V1 =
      """
      0a 36
        0a 0e 0a 08 5f5f6e616d655f5f 12 02 7570
        0a 13 0a 08 696e7374616e6365 12 07 67773a39303930
        12 0f 09 000000000000f03f 10 8080 8080 04
      """;

  private static final String GOLDEN_V2 =
      """
      22 00 22 08 5f5f6e616d655f5f 22 02 7570 22 08 696e7374616e6365 22 07 67773a39303930
      22 07 7365636f6e6473
      2a 1b
        0a 04 01020304
        12 0f 09 000000000000f03f 10 8080 8080 04
        2a 02 20 05
      """;

  @Test
  void readsARequestOfVersion1() {
    assertThat(Bodies.readings(parse(WriteVersion.V1, golden(GOLDEN_V1))))
        .containsExactly(reading(1, 1L << 30, null));
  }

  @Test
  void readsARequestOfVersion2_withItsUnit() {
    assertThat(Bodies.readings(parse(WriteVersion.V2, golden(GOLDEN_V2))))
        .containsExactly(reading(1, 1L << 30, "s"));
  }

  @ParameterizedTest
  @CsvSource({"celsius, Cel", "bytes, By", "ratio, 1", "requests,", "Cel,", "'',"})
  void aUnitIsTakenWhereItIsOne(String unit, String code) {
    // Given
    Series series = new Series(UP, unit, List.of(new Sample(1, MILLIS)));

    // Then
    assertThat(Bodies.readings(parse(WriteVersion.V2, WriteRequests.v2(List.of(series)))))
        .containsExactly(reading(1, MILLIS, code));
  }

  @ParameterizedTest
  @EnumSource(WriteVersion.class)
  void whatIsNoValueIsLeftOutAndCounted_andInfinityIsTold(WriteVersion version) {
    // Given
    Series good = new Series(UP, new Sample(STALE, MILLIS), new Sample(1, MILLIS));
    Series bad =
        new Series(
            UP,
            new Sample(Double.NaN, MILLIS + 1),
            new Sample(Double.POSITIVE_INFINITY, MILLIS + 2),
            new Sample(2, MILLIS + 3));

    // When
    ParseOutcome.Parsed parsed = parse(version, write(version, List.of(good, bad)));

    // Then
    assertThat(parsed.warnings().skipped()).isEqualTo(2);
    assertThat(parsed.errors())
        .containsExactly(
            new ItemError("a value must be finite, but is Infinity", new Position.Item(2)));
    assertThat(Bodies.readings(parsed))
        .containsExactly(reading(1, MILLIS, null), reading(2, MILLIS + 3, null));
  }

  @ParameterizedTest
  @EnumSource(WriteVersion.class)
  void aSeriesThatCannotBeNamedCostsOnlyItself(WriteVersion version) {
    // Given
    List<Series> all =
        List.of(
            new Series(Map.of("a", "b"), new Sample(1, MILLIS), new Sample(2, MILLIS)),
            new Series(Map.of("__name__", "", "a", "b"), new Sample(1, MILLIS)),
            new Series(with(UP, "l", "x".repeat(257)), new Sample(1, MILLIS)),
            new Series(with(UP, "l", "x".repeat(5_000)), new Sample(1, MILLIS)),
            new Series(Map.of("__name__", "x".repeat(513)), new Sample(1, MILLIS)),
            new Series(with(UP, "", "x"), new Sample(1, MILLIS)),
            new Series(UP, new Sample(1, MILLIS)));

    // When
    ParseOutcome.Parsed parsed = parse(version, write(version, all));

    // Then
    assertThat(parsed.errors())
        .extracting(error -> ((Position.Item) error.position()).number() + " " + error.detail())
        .containsExactly(
            "1 the label __name__ is missing",
            "2 the label __name__ is missing",
            "3 value of tag \"l\" must be at most 256 bytes of UTF-8, but has 257",
            "4 the labels have more than 4096 bytes",
            "5 sensor must be at most 256 bytes of UTF-8, but has 513",
            "6 tag name must not be empty");
    assertThat(Bodies.readings(parsed)).containsExactly(reading(1, MILLIS, null));
  }

  @ParameterizedTest
  @CsvSource({
    "V1, 0a 24  0a0e 0a085f5f6e616d655f5f 12027570  22 02 0801  12 0e 09000000000000f03f 10 80808004",
    "V2, 22 00 22 08 5f5f6e616d655f5f 22 02 7570  2a 18  0a02 0102  1a 02 0801  12 0e 09000000000000f03f 10 80808004",
  })
  void aNativeHistogramIsToldAndSamplesBesideItAreTaken(WriteVersion version, String hex) {
    // When
    ParseOutcome.Parsed parsed = parse(version, golden(hex));

    // Then
    assertThat(parsed.errors())
        .containsExactly(
            new ItemError(
                "native histograms are not stored; send classic ones", new Position.Item(1)));
    assertThat(parsed.accepted()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "V1, 0a 22  0a0e 0a085f5f6e616d655f5f 12027570 0a0e 0a085f5f6e616d655f5f 12027570 1200, is given twice",
    "V1, 0a 14  0a10 0a085f5f6e616d655f5f 1204c0af6162 1200, is not UTF-8",
    "V2, 22 00 2a 05 0a01 00 1200, has a name and no value",
    "V2, 22 00 2a 06 0a02 0001 1200, is none of the symbols",
    "V2, 22 00 2a 0f 0a0b 00 ffffffffffffffffff01 1200, is none of the symbols",
  })
  void labelsThatAreDamagedAreTold(WriteVersion version, String hex, String detail) {
    assertThat(parse(version, golden(hex)).errors())
        .singleElement()
        .satisfies(error -> assertThat(error.detail()).contains(detail));
  }

  @Test
  void manyReferencesToALongSymbolCostNothing() {
    // Given
    Series series =
        new Series(
            with(UP, "l", "x".repeat(1_000_000)),
            "y".repeat(1_000_000),
            List.of(new Sample(1, MILLIS)));
    List<Series> many = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      many.add(series);
    }

    // When
    ParseOutcome.Parsed parsed = parse(WriteVersion.V2, WriteRequests.v2(many));

    // Then
    assertThat(parsed.rejected()).isEqualTo(20_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0a", "0a05", "0b0c", "1f8b0800", "7b22736572696573223a5b5d7d"})
  void whatIsNoRequestIsRefusedAsAWhole(String hex) {
    assertThat(
            Bodies.refused(Bodies.outcome(format(WriteVersion.V1), golden(hex), Map.of())).type())
        .isEqualTo(ProblemType.UNREADABLE_BODY);
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-protobuf, true, false",
    "application/x-protobuf;proto=prometheus.WriteRequest, true, false",
    "application/x-protobuf; proto=io.prometheus.write.v2.Request, false, true",
    "application/x-protobuf;proto=io.prometheus.write.v3.Request, false, false",
    "application/x-protobuf;charset=iso-8859-1, true, false",
  })
  void theMediaTypeNamesTheVersion(String type, boolean isV1, boolean isV2) {
    MediaType media = MediaType.of(type);

    assertThat(format(WriteVersion.V1).refusal(media) == null).isEqualTo(isV1);
    assertThat(format(WriteVersion.V2).refusal(media) == null).isEqualTo(isV2);
  }

  @ParameterizedTest
  @CsvSource({"'', SNAPPY", "gzip, GZIP", "identity, IDENTITY"})
  void theBodyIsPackedWithSnappyUnlessTheRequestSaysOtherwise(String encoding, Coding coding) {
    // Given
    Format format = format(WriteVersion.V1);
    Route route = new Route("write", "/api/v1/write", new RemoteWriteStyle(), format);
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", "application/x-protobuf;charset=iso-8859-1");
    if (!encoding.isEmpty()) {
      headers.put("content-encoding", encoding);
    }

    // When
    Terms terms = TermsReader.read(route, null, headers, 0, SensorPatterns.ALL);

    // Then
    assertThat(((Terms.Accepted) terms).coding()).isEqualTo(coding);
    assertThat(((Terms.Accepted) terms).format()).isSameAs(format);
  }

  /** What is written by the definitions is read as it was. */
  @Property(tries = 500)
  void readsWhatIsWritten(@ForAll WriteVersion version, @ForAll("requests") List<Series> all) {
    // Given
    List<SensorReading> expected = new ArrayList<>();
    int skipped = 0;
    int rejected = 0;
    for (Series series : all) {
      for (Sample sample : series.samples()) {
        skipped += Double.isNaN(sample.value()) ? 1 : 0;
        rejected += Double.isInfinite(sample.value()) ? 1 : 0;
        if (Double.isFinite(sample.value())) {
          expected.add(expected(version, series, sample));
        }
      }
    }

    // When
    ParseOutcome.Parsed parsed = parse(version, write(version, all));

    // Then
    assertThat(parsed.warnings().skipped()).isEqualTo(skipped);
    assertThat(parsed.rejected()).isEqualTo(rejected);
    assertThat(Bodies.readings(parsed)).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** Whatever the bytes are, and wherever a good request is damaged. */
  @Property(tries = 3_000)
  void anyBytesAreReadOrTold(
      @ForAll WriteVersion version,
      @ForAll("requests") List<Series> all,
      @ForAll @IntRange(max = 99_999) int at,
      @ForAll byte with) {
    // Given
    byte[] body = write(version, all);
    body[at % body.length] = with;

    // When
    ParseOutcome outcome = Bodies.outcome(format(version), body, Map.of());

    // Then
    assertThat(outcome).isNotNull();
  }

  @Provide
  Arbitrary<List<Series>> requests() {
    Arbitrary<String> names =
        Arbitraries.strings().withChars("ab_é{\"").ofMinLength(1).ofMaxLength(5);
    Arbitrary<Double> values =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.doubles()),
            Tuple.of(1, Arbitraries.of(STALE, Double.NaN, Double.NEGATIVE_INFINITY, -0.0)));
    Arbitrary<Sample> samples =
        Combinators.combine(values, Arbitraries.longs().between(0, MILLIS)).as(Sample::new);
    return Combinators.combine(
            names,
            Arbitraries.maps(names, names).ofMaxSize(3),
            Arbitraries.of("", "seconds", "things"),
            samples.list().ofMaxSize(3))
        .as((name, labels, unit, list) -> new Series(with(labels, "__name__", name), unit, list))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(RemoteWriteTest::withOneUnitEach);
  }

  /** A batch keeps the unit of a series that it has last. */
  private static List<Series> withOneUnitEach(List<Series> all) {
    Map<Map<String, String>, String> units = new HashMap<>();
    all.forEach(series -> units.putIfAbsent(series.labels(), series.unit()));
    return all.stream()
        .map(it -> new Series(it.labels(), units.get(it.labels()), it.samples()))
        .toList();
  }

  private static SensorReading expected(WriteVersion version, Series series, Sample sample) {
    Map<String, String> labels = new HashMap<>(series.labels());
    LabelledSeries named = (LabelledSeries) NAMING.of(labels.remove("__name__"), labels);
    Text metric = new Text();
    named.metric(LabelledSeries.DEFAULT_FIELD, metric);
    boolean hasUnit = version == WriteVersion.V2 && series.unit().equals("seconds");
    return new SensorReading(
        new SeriesKey(named.sensor(), metric.toString()),
        sample.millis() * 1_000,
        sample.value(),
        hasUnit ? "s" : null,
        labels);
  }

  private static SensorReading reading(double value, long millis, String unit) {
    return new SensorReading(
        new SeriesKey("gw:9090", "up"), millis * 1_000, value, unit, Map.of("instance", "gw:9090"));
  }

  private static byte[] write(WriteVersion version, List<Series> all) {
    return version == WriteVersion.V1 ? WriteRequests.v1(all) : WriteRequests.v2(all);
  }

  private static ParseOutcome.Parsed parse(WriteVersion version, byte[] body) {
    ParseOutcome outcome = Bodies.outcome(format(version), body, Map.of());
    assertThat(outcome).isInstanceOf(ParseOutcome.Parsed.class);
    return (ParseOutcome.Parsed) outcome;
  }

  private static Format format(WriteVersion version) {
    return new RemoteWriteFormat(version, NAMING, KNOWN);
  }

  private static Map<String, String> with(Map<String, String> labels, String name, String value) {
    Map<String, String> more = new HashMap<>(labels);
    more.put(name, value);
    return more;
  }

  private static byte[] golden(String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }
}
