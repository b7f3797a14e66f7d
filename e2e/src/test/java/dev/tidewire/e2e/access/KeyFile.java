package dev.tidewire.e2e.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A key file that the services read, and its keys. */
final class KeyFile {
  private final Path path;
  private final Map<String, String> members = new TreeMap<>();

  KeyFile(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /** What a client sends. */
  static String key(String id) {
    return "tw_" + id + "_" + "Abc-_".repeat(8) + "xyz";
  }

  /**
   * Adds a key, or changes it.
   *
   * @param scope its one scope
   * @param sensors the patterns that it may read and write
   */
  KeyFile with(String id, String scope, List<String> sensors) {
    return with(id, scope, sensors, "2099-01-01T00:00:00Z");
  }

  KeyFile with(String id, String scope, List<String> sensors, String expires) {
    String patterns = "[\"" + String.join("\",\"", sensors) + "\"]";
    members.put(
        id,
        """
        {"id":"%s","sha256":"%s","scopes":["%s"],"write":%s,"read":%s,"expires":"%s"}"""
            .formatted(id, sha256(key(id)), scope, patterns, patterns, expires));
    return this;
  }

  KeyFile without(String id) {
    members.remove(id);
    return this;
  }

  /** Replaces the file as a whole, as a mounted Secret is. */
  KeyFile write() {
    try {
      Path draft = Files.createTempFile(path.getParent(), "keys", ".json");
      Files.writeString(draft, "{\"keys\":[" + String.join(",\n", members.values()) + "]}");
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
