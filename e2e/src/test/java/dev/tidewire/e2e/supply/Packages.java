package dev.tidewire.e2e.supply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The packages of the services that this build has made. */
final class Packages {
  static final Path ROOT = Path.of(System.getProperty("tidewire.root")).normalize();

  private Packages() {}

  static Path of(String service) {
    return ROOT.resolve(service + "-service/target/quarkus-app");
  }

  /** The SHA-256 of each file below a folder, by its path there. */
  static Map<String, String> hashes(Path folder) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String location = folder.relativize(file).toString().replace('\\', '/');
        hashes.put(location, sha256(Files.readAllBytes(file)));
      }
    }
    return hashes;
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
