package dev.tidewire.local.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A digest of all bytes before an offset of a file, which grows with the offset. */
final class Prefix {
  private static final int BUFFER_BYTES = 1 << 16;

  private final MessageDigest digest;
  private long offset;

  private Prefix() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of the bytes of a file before an offset, or of all where it is shorter. */
  static Prefix of(Path file, long end) throws IOException {
    Prefix prefix = new Prefix();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      while (prefix.offset < end) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, end - prefix.offset));
        if (read < 0) {
          break;
        }
        prefix.extend(buffer, prefix.offset + read);
      }
    }
    return prefix;
  }

  /** Grows to an offset by the first of the bytes that follow. */
  void extend(byte[] following, long end) {
    digest.update(following, 0, (int) (end - offset));
    offset = end;
  }

  String hex() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }
}
