package dev.tidewire.ingest.fairness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A service whose sensors have a limit, and whose clients have limits of their own. */
public final class LimitedClients implements QuarkusTestProfile {
  /** Of each sensor, in ten seconds. */
  static final int SENSOR_BURST = 20;

  private static final String SENDS = "\"scopes\":[\"ingest\"],\"write\":[\"*\"]";

  static String key(String id) {
    return "tw_" + id + "_" + "k".repeat(43);
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    try {
      Path file = Files.createTempFile("tidewire-keys", ".json");
      file.toFile().deleteOnExit();
      String keys =
          String.join(
              ",",
              limited("greedy", 40, 80),
              limited("again", 5, 20),
              limited("cut", 1, 60),
              limited("once", 5, 20),
              limited("tried", 1, 5),
              limited("repeats", 5, 20),
              entry("free", SENDS),
              entry("ops", "\"scopes\":[\"operate\"],\"read\":[\"*\"]"),
              entry("lyon", "\"scopes\":[\"operate\"],\"read\":[\"lyon/*\"]"));
      Files.writeString(file, "{\"keys\":[%s]}".formatted(keys));
      return Map.of(
          "tidewire.security.mode",
          "api-keys",
          "tidewire.security.api-keys.file",
          file.toString(),
          "tidewire.ingest.limit.sensor.readings-per-second",
          "2",
          "tidewire.ingest.limit.sensor.burst",
          Integer.toString(SENSOR_BURST));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String limited(String id, int perSecond, int burst) {
    return entry(
        id,
        "%s,\"limits\":{\"readingsPerSecond\":%d,\"readingsBurst\":%d}"
            .formatted(SENDS, perSecond, burst));
  }

  private static String entry(String id, String members) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key(id).getBytes(UTF_8));
      return "{\"id\":\"%s\",\"sha256\":\"%s\",%s}"
          .formatted(id, HexFormat.of().formatHex(hash), members);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
