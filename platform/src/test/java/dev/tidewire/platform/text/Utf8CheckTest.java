package dev.tidewire.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8CheckTest {
  @Property(tries = 5000)
  void agreesWithTheDecoderHoweverTheBytesArrive(
      @ForAll("bytes") byte[] bytes, @ForAll @IntRange(min = 1, max = 20) int piece) {
    // Given
    Utf8Check check = new Utf8Check();

    // When
    boolean isWellFormed = true;
    for (int at = 0; at < bytes.length && isWellFormed; at += piece) {
      int end = Math.min(bytes.length, at + piece);
      isWellFormed = check.next(bytes, at, end) == end;
    }

    // Then
    assertThat(isWellFormed && check.isComplete()).isEqualTo(decodes(bytes));
    assertThat(Utf8Check.isWellFormed(bytes, 0, bytes.length)).isEqualTo(decodes(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"C0AF", "C181", "E080AF", "EDA080", "F08080AF", "F4908080", "80", "C3", "FF"})
  void refusesOverlongFormsSurrogatesAndPieces(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThat(Utf8Check.isWellFormed(bytes, 0, bytes.length)).isFalse();
  }

  @Provide
  Arbitrary<byte[]> bytes() {
    Arbitrary<String> text = Arbitraries.of("a", "abcdefghij", "é", "\uFFFD", "€", "😀", "\uD7FF");
    Arbitrary<byte[]> valid =
        text.list().ofMaxSize(12).map(all -> String.join("", all).getBytes(StandardCharsets.UTF_8));
    Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(6);
    return Arbitraries.oneOf(valid, any, valid.flatMap(head -> any.map(tail -> join(head, tail))));
  }

  private static byte[] join(byte[] head, byte[] tail) {
    return ByteBuffer.allocate(head.length + tail.length).put(head).put(tail).array();
  }

  static boolean decodes(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }
}
