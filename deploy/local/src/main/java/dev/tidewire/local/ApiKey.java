package dev.tidewire.local;

import dev.tidewire.local.machine.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A key that may do everything. One that nobody has seen, because the first start failed, is of no
 * use to anybody, so the next start makes another one.
 *
 * @param file the key file, which does not hold the key itself
 * @param text the key; nothing when an earlier run has made it
 */
record ApiKey(Path file, Optional<String> text) {
  private static final int BYTES = 32;

  /** The key of the file, which is made with a new one if it is missing or was never shown. */
  static ApiKey in(Path file) throws IOException {
    if (Files.exists(file) && !Files.exists(unseen(file))) {
      return new ApiKey(file, Optional.empty());
    }
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String key = "tw_local_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Files.createDirectories(file.toAbsolutePath().getParent());
    OwnerOnly.write(unseen(file), "Nobody has seen the key yet: the next start replaces it.\n");
    OwnerOnly.write(
        file,
        """
        {"keys": [{
          "id": "local", "sha256": "%s",
          "scopes": ["ingest", "query", "annotate", "operate"], "write": ["*"], "read": ["*"]
        }]}
        """
            .formatted(hash(key)));
    return new ApiKey(file, Optional.of(key));
  }

  /** Somebody has seen the key: from now on it stays. */
  void shown() throws IOException {
    Files.deleteIfExists(unseen(file));
  }

  private static Path unseen(Path file) {
    return file.resolveSibling(file.getFileName() + ".unseen");
  }

  private static String hash(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "ApiKey[" + file + "]";
  }
}
