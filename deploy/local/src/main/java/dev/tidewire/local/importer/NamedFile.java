package dev.tidewire.local.importer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The content of files that options name. */
final class NamedFile {
  private NamedFile() {}

  /**
   * All bytes of a file that is not empty.
   *
   * @param what it holds, for the one who names another file
   */
  static byte[] read(String option, Path file, String what) throws ImportException, IOException {
    String mend = "Name the file that holds " + what + ".";
    if (!Files.exists(file)) {
      throw mistake(option, "there is no file `%s`. %s".formatted(file, mend));
    }
    if (Files.isDirectory(file)) {
      throw mistake(option, "`%s` is a folder. %s".formatted(file, mend));
    }
    if (!Files.isReadable(file)) {
      throw mistake(
          option,
          "`%s` cannot be read by this user. Let it read the file (chmod), or import as its owner."
              .formatted(file));
    }
    byte[] content = Files.readAllBytes(file);
    if (new String(content, StandardCharsets.ISO_8859_1).isBlank()) {
      throw mistake(option, "`%s` is empty. %s".formatted(file, mend));
    }
    return content;
  }

  /** The key that a file holds. */
  static String key(String option, Path file) throws ImportException, IOException {
    byte[] content = read(option, file, "the API key");
    return key(option + ": `" + file + "`", new String(content, StandardCharsets.ISO_8859_1));
  }

  /** A key, or an empty one; never shown. */
  static String key(String where, String text) throws ImportException {
    String key = text.strip();
    if (!key.matches("[\\x21-\\x7e]*")) {
      throw ImportException.mistake(
          where + " holds no API key, which is one line of ASCII characters without spaces.");
    }
    return key;
  }

  static ImportException mistake(String option, String message) {
    return ImportException.mistake(option + ": " + message);
  }
}
