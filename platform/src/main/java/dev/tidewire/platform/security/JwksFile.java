package dev.tidewire.platform.security;

import dev.tidewire.platform.access.KeyFileException;
import dev.tidewire.platform.token.SigningKeys;
import java.nio.file.Path;

/** Keys of a file. */
final class JwksFile implements KeySource {
  private final WatchedFile<SigningKeys> file;

  JwksFile(Path file) {
    this.file =
        new WatchedFile<>(
            "file with the keys of tokens",
            file,
            SigningKeys.NONE,
            SigningKeys::size,
            (content, former) -> SigningKeys.read(content));
  }

  @Override
  public SigningKeys keys() {
    return file.keys();
  }

  @Override
  public void load() throws KeyFileException {
    file.load();
  }

  @Override
  public void look() {
    file.reload();
  }

  /** The file is read every second anyway. */
  @Override
  public void missing() {}

  @Override
  public boolean isFailing() {
    return file.isWrong();
  }
}
