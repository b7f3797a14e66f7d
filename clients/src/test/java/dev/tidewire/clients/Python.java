package dev.tidewire.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Python for which Debian installs its libraries. */
final class Python {
  private Python() {}

  /** Starts a program. */
  static Program start(Path folder, String text) {
    try {
      Path program = Files.writeString(folder.resolve("program.py"), text);
      return Program.start(folder, "/usr/bin/python3", program.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
