package dev.tidewire.platform.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.net.URLEncoder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentTextTest {
  @Property
  void bytesThatAreLeftRawDecodeToTheSameText(@ForAll String text) {
    // Given
    String unicode = new String(text.getBytes(UTF_8), UTF_8).replaceAll("[%+]", "");
    String raw = new String(unicode.getBytes(UTF_8), ISO_8859_1);

    // When
    String encoded = PercentText.encodeRaw(raw);

    // Then
    assertThat(encoded).matches("\\p{ASCII}*");
    assertThat(URLDecoder.decode(encoded, UTF_8)).isEqualTo(unicode);
    assertThat(PercentText.isWellFormed(encoded)).isTrue();
  }

  @Property
  void whatIsEncodedIsWellFormedUnlessItsBytesAreNot(@ForAll byte[] bytes) {
    // Given
    String encoded = URLEncoder.encode(new String(bytes, ISO_8859_1), ISO_8859_1);

    // Then
    assertThat(PercentText.isWellFormed("a" + encoded)).isEqualTo(Utf8CheckTest.decodes(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "%zz", "a%C3", "%C3x%BC", "%ED%A0%80", "%C0%AF"})
  void whatIsNoPercentEncodedUtf8IsNotWellFormed(String encoded) {
    assertThat(PercentText.isWellFormed(encoded)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/v1/readings", "?sensor=K%C3%BCche", "%EF%BF%BD", "%c3%bc+%2F"})
  void theRestIs(String encoded) {
    assertThat(PercentText.isWellFormed(encoded)).isTrue();
    assertThat(PercentText.encodeRaw(encoded)).isEqualTo(encoded);
  }
}
