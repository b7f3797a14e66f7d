package dev.tidewire.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** What {@code src/test/npm} names, installed in a copy of it, and programs that use it. */
final class NpmPackages {
  private static final Path NAMED = Path.of("src", "test", "npm");
  private static final Path INSTALLED = Path.of("target", "npm");

  private static boolean isInstalled;

  private NpmPackages() {}

  /** Starts one of those that are there. */
  static Program start(String program, String... arguments) {
    install();
    return Program.start(
        INSTALLED,
        Stream.concat(Stream.of("node", program), Stream.of(arguments)).toArray(String[]::new));
  }

  /** Runs another one. */
  static void run(String text) {
    install();
    try {
      Path program = Files.createTempFile(INSTALLED, "program", ".mjs");
      Files.writeString(program, text);
      try (Program node = Program.start(INSTALLED, "node", program.getFileName().toString())) {
        node.awaitSuccess();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static synchronized void install() {
    if (isInstalled) {
      return;
    }
    try (Stream<Path> all = Files.list(NAMED)) {
      Files.createDirectories(INSTALLED);
      for (Path file : all.toList()) {
        Path copy = INSTALLED.resolve(file.getFileName());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command = List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    try (Program npm = Program.start(INSTALLED, command.toArray(String[]::new))) {
      npm.awaitSuccess();
    }
    isInstalled = true;
  }
}
