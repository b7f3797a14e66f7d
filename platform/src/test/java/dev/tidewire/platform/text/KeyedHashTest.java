package dev.tidewire.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.RepeatedTest;

class KeyedHashTest {
  private final KeyedHash hash = new KeyedHash();

  /** With the signed product, one key in four lets these differences cancel each other. */
  @RepeatedTest(200)
  void textsThatDifferInThisWay_doNotFallTogether() {
    // Given
    byte[] one = "01234567=|<|<|<|01234567abcdefgh01234567".getBytes(StandardCharsets.US_ASCII);

    for (int word = 0; word + 24 <= one.length; word += 8) {
      byte[] other = one.clone();
      other[word] ^= (byte) 0xfe;
      for (int i = 1; i < 8; i++) {
        other[word + i] ^= (byte) 0xff;
      }
      for (int next = word + 8; next < one.length; next += 8) {
        byte[] changed = other.clone();
        changed[next] ^= 1;

        // Then
        assertThat(hash.of(changed, 0, changed.length)).isNotEqualTo(hash.of(one, 0, one.length));
      }
    }
  }
}
