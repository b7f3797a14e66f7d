package dev.tidewire.ingest.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.ingest.coding.Coding;
import dev.tidewire.ingest.csv.CsvFormat;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.json.JsonFormat;
import dev.tidewire.ingest.json.NdjsonFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that was damaged on its way is taken for a reading. */
class DamagedBodyTest {
  private static final int READINGS = 50;

  /** A body of some readings. */
  private record Body(Format format, String text) {}

  /** A flipped bit in the header of gzip changes nothing; any other damages the readings. */
  @Property(tries = 2000)
  void aGzipBodyWithAFlippedBit_isRefusedAsAWhole(
      @ForAll("bodies") Body body,
      @ForAll @IntRange(max = 99_999) int at,
      @ForAll @IntRange(max = 7) int bit)
      throws IOException {
    // Given
    byte[] packed = gzip(Bodies.bytes(body.text()));
    packed[at % packed.length] ^= (byte) (1 << bit);

    // When
    ParseOutcome outcome = Bodies.outcome(body.format(), Coding.GZIP, packed, Map.of());

    // Then
    if (outcome instanceof ParseOutcome.Parsed parsed) {
      assertThat(Bodies.readings(parsed))
          .isEqualTo(Bodies.readings(Bodies.parse(body.format(), body.text())));
      assertThat(parsed.rejected()).isZero();
    } else {
      assertThat(Bodies.refused(outcome).status()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"C0AF", "C181", "E080AF", "EDA080", "F08080AF", "FF"})
  void aNameThatIsNotUtf8_isRejectedAndItsNeighbourTaken(String hex) {
    // Given
    String good = reading(1);
    String bad = good.replace("s1", new String(HexFormat.of().parseHex(hex), ISO_8859_1));

    // When
    List<ParseOutcome.Parsed> outcomes =
        List.of(
            parsed(new JsonFormat(Bodies.NAMING), "[" + good + "," + bad + "]"),
            parsed(new NdjsonFormat(Bodies.NAMING), bad + "\n" + good));

    // Then
    for (ParseOutcome.Parsed parsed : outcomes) {
      assertThat(Bodies.readings(parsed))
          .singleElement()
          .matches(reading -> reading.series().sensor().equals("s1"));
      assertThat(parsed.errors()).singleElement().asString().contains("is not UTF-8");
    }
  }

  @Property(tries = 100)
  void aBodyInUtf16OrUtf32_isRefusedAndNamed(
      @ForAll("bodies") Body body, @ForAll("wide") Charset wide, @ForAll boolean hasMark) {
    // Given
    byte[] bytes = ((hasMark ? "\uFEFF" : "") + body.text()).getBytes(wide);

    // Then
    assertThat(Bodies.refused(Bodies.outcome(body.format(), bytes, Map.of())).detail())
        .contains("in %s;".formatted(wide.name().substring(0, 6)), "UTF-8");
  }

  @Provide
  Arbitrary<Charset> wide() {
    return Arbitraries.of(
        UTF_16LE, UTF_16BE, Charset.forName("UTF-32LE"), Charset.forName("UTF-32BE"));
  }

  @Provide
  Arbitrary<Body> bodies() {
    return Arbitraries.of(
        new Body(new JsonFormat(Bodies.NAMING), all(DamagedBodyTest::reading, ",", "[", "]")),
        new Body(new NdjsonFormat(Bodies.NAMING), all(DamagedBodyTest::reading, "\n", "", "\n")),
        new Body(
            new CsvFormat(),
            all(
                i -> "s" + i + ",2026-11-23T00:00:00Z," + i * 1.7,
                "\n",
                "sensor,time,value\n",
                "\n")));
  }

  private static String all(
      IntFunction<String> reading, String between, String first, String last) {
    return IntStream.range(0, READINGS)
        .mapToObj(reading)
        .collect(Collectors.joining(between, first, last));
  }

  private static String reading(int i) {
    return "{\"sensor\":\"s" + i + "\",\"value\":" + i * 1.7 + "}";
  }

  private static ParseOutcome.Parsed parsed(Format format, String bytes) {
    return (ParseOutcome.Parsed) Bodies.outcome(format, bytes.getBytes(ISO_8859_1), Map.of());
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }
}
