package dev.tidewire.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewire.platform.access.KeyFileException;
import dev.tidewire.platform.access.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  private static final String OPERATE = "\"scopes\":[\"operate\"],\"read\":[\"*\"]";

  @TempDir private Path folder;

  @Test
  void aChangedFileIsReadAgain() throws IOException, KeyFileException {
    // Given
    KeyFile file = file(Keys.file(Keys.entry("a", OPERATE)));
    file.load();

    // When
    Files.writeString(path(), Keys.file(Keys.entry("b", OPERATE)));
    file.reload();

    // Then
    assertThat(file.keys().find(Keys.text("a"))).isEmpty();
    assertThat(file.keys().find(Keys.text("b"))).isPresent();
    assertThat(file.isWrong()).isFalse();
  }

  @Test
  void aFileThatBecomesWrongChangesNothing() throws IOException, KeyFileException {
    // Given
    KeyFile file = file(Keys.file(Keys.entry("a", OPERATE)));
    file.load();

    // When
    Files.writeString(path(), "{");
    file.reload();

    // Then
    assertThat(file.keys().find(Keys.text("a"))).isPresent();
    assertThat(file.isWrong()).isTrue();

    // When
    Files.writeString(path(), Keys.file(Keys.entry("a", OPERATE)));
    file.reload();

    // Then
    assertThat(file.isWrong()).isFalse();
  }

  @Test
  void aFileThatIsNotThereIsToldByName() {
    KeyFile file = new KeyFile(path());

    assertThatThrownBy(file::load)
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("cannot be read")
        .hasMessageContaining(path().toString());
  }

  @Test
  void aFileThatIsMuchTooLargeIsRefused() throws IOException {
    KeyFile file = file(" ".repeat(1 << 20) + Keys.file(Keys.entry("a", OPERATE)));

    assertThatThrownBy(file::load)
        .isInstanceOf(KeyFileException.class)
        .hasMessage("The key file is larger than 1 MiB.");
  }

  private KeyFile file(String content) throws IOException {
    Files.writeString(path(), content);
    return new KeyFile(path());
  }

  private Path path() {
    return folder.resolve("keys.json");
  }
}
