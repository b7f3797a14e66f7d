package dev.tidewire.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidewire.platform.access.ApiKeys;
import dev.tidewire.platform.access.KeyFileException;
import dev.tidewire.platform.access.KeyFileReader;
import dev.tidewire.platform.access.Keys;
import dev.tidewire.platform.file.Look;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  private static final String OPERATE = "\"scopes\":[\"operate\"],\"read\":[\"*\"]";

  @TempDir private Path folder;

  @Test
  void aChangedFileIsReadAgain() throws IOException, KeyFileException {
    // Given
    WatchedFile<ApiKeys> file = file(Keys.file(Keys.entry("a", OPERATE)));
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
    WatchedFile<ApiKeys> file = file(Keys.file(Keys.entry("a", OPERATE)));
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
    WatchedFile<ApiKeys> file = ApiKeyAuthenticator.watched(path());

    assertThatThrownBy(file::load)
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("cannot be read")
        .hasMessageContaining(path().toString());
  }

  @Test
  void aFileThatIsMuchTooLargeIsRefused() throws IOException {
    WatchedFile<ApiKeys> file = file(" ".repeat(1 << 20) + Keys.file(Keys.entry("a", OPERATE)));

    assertThatThrownBy(file::load)
        .isInstanceOf(KeyFileException.class)
        .hasMessage("The key file is larger than 1 MiB.");
  }

  @Test
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void aPipeInPlaceOfTheFileIsRefused() throws Exception {
    // Given
    WatchedFile<ApiKeys> file = file(Keys.file(Keys.entry("a", OPERATE)));
    file.load();

    // When
    Path pipe = folder.resolve("pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor();
    Files.move(pipe, path(), StandardCopyOption.REPLACE_EXISTING);
    file.reload();

    // Then
    assertThat(file.isWrong()).isTrue();
    assertThatThrownBy(ApiKeyAuthenticator.watched(path())::load)
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining(path() + ": is no regular file");

    // When
    Files.delete(path());
    Files.writeString(path(), Keys.file(Keys.entry("b", OPERATE)));
    file.reload();

    // Then
    assertThat(file.isWrong()).isFalse();
    assertThat(file.keys().find(Keys.text("a"))).isEmpty();
  }

  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void aReadThatHangsKeepsNobodyAndIsTold() throws Exception {
    // Given
    CountDownLatch diskIsBack = new CountDownLatch(1);
    WatchedFile<ApiKeys> file =
        hanging(
            () -> {
              diskIsBack.await();
              return Keys.file(Keys.entry("a", OPERATE)).getBytes(StandardCharsets.UTF_8);
            });

    // When
    // Then
    assertThatThrownBy(file::load)
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("has not ended");
    await().atMost(Duration.ofSeconds(30)).until(() -> reloaded(file).isWrong());

    // When
    diskIsBack.countDown();

    // Then
    await().atMost(Duration.ofSeconds(30)).until(() -> !reloaded(file).isWrong());
    assertThat(file.keys().find(Keys.text("a"))).isPresent();
  }

  private static WatchedFile<ApiKeys> reloaded(WatchedFile<ApiKeys> file) {
    file.reload();
    return file;
  }

  private WatchedFile<ApiKeys> hanging(Callable<byte[]> content) {
    return new WatchedFile<>(
        "key file",
        path(),
        new Look<>("hangs", Duration.ofMillis(100), content),
        ApiKeys.NONE,
        ApiKeys::size,
        (bytes, former) -> KeyFileReader.read(bytes));
  }

  private WatchedFile<ApiKeys> file(String content) throws IOException {
    Files.writeString(path(), content);
    return ApiKeyAuthenticator.watched(path());
  }

  private Path path() {
    return folder.resolve("keys.json");
  }
}
