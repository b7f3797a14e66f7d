package dev.tidewire.processing.audit;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A service that asks for keys, and writes counts every second. */
public final class KeyedService implements QuarkusTestProfile {
  /** A secret that must be found nowhere. */
  static final String SECRET = "Canary-7_".repeat(4) + "canary7";

  static String key(String id) {
    return "tw_" + id + "_" + SECRET;
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "tidewire.security.mode", "api-keys",
        "tidewire.security.api-keys.file", keyFile().toString(),
        "tidewire.security.audit.period", "1s");
  }

  private static Path keyFile() {
    try {
      Path file = Files.createTempFile("keys", ".json");
      file.toFile().deleteOnExit();
      return Files.writeString(
          file,
          "{\"keys\":[%s,%s,%s]}"
              .formatted(
                  entry("ops", "operate", ""),
                  entry("reader", "query", ""),
                  entry("slow", "operate", ",\"limits\":{\"requestsPerSecond\":3}")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String entry(String id, String scope, String more) {
    return "{\"id\":\"%s\",\"sha256\":\"%s\",\"scopes\":[\"%s\"],\"read\":[\"*\"]%s}"
        .formatted(id, sha256(key(id)), scope, more);
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
