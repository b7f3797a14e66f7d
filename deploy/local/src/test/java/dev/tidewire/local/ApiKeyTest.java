package dev.tidewire.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeyTest {
  @TempDir private Path folder;

  @Test
  void aKeyThatWasShown_staysAndIsNotShownAgain() throws Exception {
    // Given
    ApiKey first = ApiKey.in(file());
    String content = Files.readString(file());

    // When
    first.shown();
    ApiKey next = ApiKey.in(file());

    // Then
    assertThat(first.text()).isPresent();
    assertThat(next.text()).isEmpty();
    assertThat(Files.readString(file())).isEqualTo(content);
  }

  @Test
  void aKeyThatNobodyHasSeen_isReplacedAtTheNextStart() throws Exception {
    // Given
    ApiKey lost = ApiKey.in(file());
    String content = Files.readString(file());

    // When
    ApiKey next = ApiKey.in(file());

    // Then
    assertThat(next.text()).isPresent().isNotEqualTo(lost.text());
    assertThat(Files.readString(file())).isNotEqualTo(content);
  }

  private Path file() {
    return folder.resolve("secrets/keys.json");
  }
}
