package dev.tidewire.platform.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Files of which opening and reading come to an end. */
public final class RegularFiles {
  private RegularFiles() {}

  /**
   * Refuses a pipe, which may block on open for ever, and a device and a folder. Follows links.
   *
   * @throws IOException also if the file cannot be found
   */
  public static void check(Path file) throws IOException {
    if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
      throw new FileSystemException(file.toString(), null, "is no regular file");
    }
  }
}
