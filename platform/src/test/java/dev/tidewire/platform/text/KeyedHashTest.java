package dev.tidewire.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

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

  /** Of a polynomial modulo a power of two, these fall together whatever it is multiplied by. */
  @Test
  void longTextsThatDifferAsThueAndMorseSay_doNotFallTogether() {
    // Given
    Set<Long> seen = new HashSet<>();
    Text text = new Text();
    for (int sequence = 0; sequence < 256; sequence++) {
      text.clear();
      for (int i = 0; i < 8 * 2048; i++) {
        boolean isFlipped = (sequence >> i / 2048 & 1) != 0;
        text.append((Integer.bitCount(i % 2048) & 1) != 0 ^ isFlipped ? 'a' : 'b');
      }
      seen.add(hash.of(text, 0));
    }

    // Then
    assertThat(seen).hasSize(256);
  }

  @Property
  void textsThatDiffer_doNotFallTogether(@ForAll String one, @ForAll String other) {
    assertThat(hash.of(text(one), 0) == hash.of(text(other), 0)).isEqualTo(one.equals(other));
  }

  @Property
  void whereATextEnds_counts(@ForAll @StringLength(max = 9) String both, @ForAll int cut) {
    // Given
    int at = Math.floorMod(cut, both.length() + 1);
    Text head = text(both.substring(0, at));
    Text tail = text(both.substring(at));

    // Then
    long whole = hash.of(text(""), hash.of(text(both), 0));
    assertThat(hash.of(tail, hash.of(head, 0)) == whole).isEqualTo(at == both.length());
  }

  private static Text text(String of) {
    Text text = new Text();
    text.set(of);
    return text;
  }
}
