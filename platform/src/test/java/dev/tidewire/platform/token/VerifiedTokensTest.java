package dev.tidewire.platform.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.access.Access;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
  private static final Access ACCESS = Access.EVERYTHING;

  @Test
  void aTokenIsFoundByAllOfItsCharacters() {
    VerifiedTokens tokens = new VerifiedTokens(1 << 20);

    tokens.add("a.b.c", ACCESS);

    assertThat(tokens.find("a.b.c")).containsSame(ACCESS);
    assertThat(tokens.find("a.b.C")).isEmpty();
    assertThat(tokens.find("a.b.")).isEmpty();
  }

  @Test
  void thoseThatWereNotUsedForLongestMakeRoom() {
    // Given
    VerifiedTokens tokens = new VerifiedTokens(3 * (512 + 4 * 5));
    tokens.add("a.b.1", ACCESS);
    tokens.add("a.b.2", ACCESS);
    tokens.add("a.b.3", ACCESS);
    assertThat(tokens.find("a.b.1")).isPresent();

    // When
    tokens.add("a.b.4", ACCESS);
    tokens.add("a.b.4", ACCESS);

    // Then
    assertThat(tokens.size()).isEqualTo(3);
    assertThat(tokens.find("a.b.1")).isPresent();
    assertThat(tokens.find("a.b.2")).isEmpty();
    assertThat(tokens.find("a.b.4")).isPresent();
  }

  @Test
  void theRoomIsOfBytes_notOfTokens() {
    VerifiedTokens tokens = new VerifiedTokens(100_000);

    for (int i = 0; i < 1_000; i++) {
      tokens.add(i + "x".repeat(8_000), ACCESS);
    }

    assertThat(tokens.size()).isEqualTo(3);
  }
}
