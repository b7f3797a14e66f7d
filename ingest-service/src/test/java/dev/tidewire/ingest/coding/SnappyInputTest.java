package dev.tidewire.ingest.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnappyInputTest {
  private static final int MAX = 1 << 20;

  @Property(tries = 1_000)
  void unpacksWhatALibraryPacked(@ForAll("plain") byte[] plain) throws IOException {
    assertThat(unpack(pack(plain))).isEqualTo(plain);
  }

  /** Elements of github.com/google/snappy/blob/main/format_description.txt. */
  @ParameterizedTest
  @CsvSource({
    "00, ''",
    "03 08 616263, abc",
    "0a 08 616263 0d 03, abcabcabca",
    "0a 08 616263 1a 0300, abcabcabca",
    "0a 08 616263 1b 03000000, abcabcabca",
    "03 f0 02 616263, abc",
    "03 f4 0200 616263, abc",
    "03 f8 020000 616263, abc",
    "03 fc 02000000 616263, abc",
    "06 00 61 01 01 00 62, aaaaab",
  })
  void unpacksEveryElement(String hex, String plain) throws IOException {
    assertThat(new String(unpack(bytes(hex)), StandardCharsets.US_ASCII)).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "80",
        "ffffffffff01",
        "03",
        "03 08 6162",
        "03 08 616263 00",
        "03 0c 61626364",
        "02 08 616263",
        "05 00 61 01 00",
        "05 00 61 01 02",
        "05 00 61 1b ffffffff",
        "05 00 61 15 01",
        "05 fc ffffffff",
        "05 fc 04000080",
        "ff060000734e61507059",
      })
  void refusesWhatIsDamaged(String hex) {
    assertThatThrownBy(() -> unpack(bytes(hex))).isInstanceOf(DamagedBodyException.class);
  }

  @Test
  void refusesALengthAboveTheLimitBeforeItIsUnpacked() {
    assertThatThrownBy(() -> Coding.SNAPPY.open(new ByteArrayInputStream(bytes("8180 40")), MAX))
        .isInstanceOf(TooLargeException.class);
  }

  /** A thousand of them announce a tebibyte. */
  @Test
  void takesMemoryForWhatIsThereAndNotForWhatIsAnnounced() throws IOException {
    InputStream[] open = new InputStream[1_000];
    for (int i = 0; i < open.length; i++) {
      open[i] = Coding.SNAPPY.open(new ByteArrayInputStream(bytes("ffffff ff03 00 61")), 1L << 30);
      assertThat(open[i].read()).isEqualTo('a');
    }
    assertThat(open).doesNotContainNull();
  }

  @Property(tries = 300)
  void refusesABodyThatWasCutOff(
      @ForAll("plain") @NotEmpty byte[] plain, @ForAll @IntRange(max = 99_999) int at) {
    // Given
    byte[] packed = pack(plain);
    byte[] cut = Arrays.copyOf(packed, at % packed.length);

    // Then
    assertThatThrownBy(() -> unpack(cut)).isInstanceOf(DamagedBodyException.class);
  }

  /** What is damaged is refused, or unpacked to what a library unpacks it to. */
  @Property(tries = 5_000)
  void agreesWithALibraryAboutDamage(
      @ForAll("plain") byte[] plain,
      @ForAll @IntRange(max = 99_999) int at,
      @ForAll @IntRange(min = 1, max = 255) int flip) {
    // Given
    byte[] packed = pack(plain);
    packed[at % packed.length] ^= (byte) flip;

    // When
    byte[] unpacked;
    try {
      unpacked = unpack(packed);
    } catch (IOException refused) {
      return;
    }

    // Then
    byte[] expected = new byte[unpacked.length];
    int length =
        new SnappyDecompressor().decompress(packed, 0, packed.length, expected, 0, expected.length);
    assertThat(unpacked).hasSize(length).isEqualTo(expected);
  }

  /** Of a few letters, so that there is something to copy. */
  @Provide
  Arbitrary<byte[]> plain() {
    Arbitrary<byte[]> pieces =
        Arbitraries.bytes().between((byte) 0, (byte) 3).array(byte[].class).ofMaxSize(40);
    return pieces
        .list()
        .ofMaxSize(6)
        .flatMap(
            list ->
                Arbitraries.integers()
                    .between(1, 60)
                    .map(times -> repeated(list.toArray(byte[][]::new), times)));
  }

  private static byte[] repeated(byte[][] pieces, int times) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      for (byte[] piece : pieces) {
        all.writeBytes(piece);
      }
    }
    return all.toByteArray();
  }

  private static byte[] pack(byte[] plain) {
    SnappyCompressor compressor = new SnappyCompressor();
    byte[] packed = new byte[compressor.maxCompressedLength(plain.length)];
    return Arrays.copyOf(
        packed, compressor.compress(plain, 0, plain.length, packed, 0, packed.length));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static byte[] unpack(byte[] packed) throws IOException {
    try (InputStream in = Coding.SNAPPY.open(new ByteArrayInputStream(packed), MAX)) {
      return in.readAllBytes();
    }
  }
}
