package dev.tidewire.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the end of a log file, however long the file is. */
final class LogTail {
  private static final int MAX_BYTES = 64 * 1024;

  private LogTail() {}

  /** At most {@code count} last lines of what the file holds from the position {@code start} on. */
  static List<String> lastLines(Path log, long start, int count) throws IOException {
    if (!Files.exists(log)) {
      return List.of();
    }
    List<String> lines = tail(log, start).lines().toList();
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }

  private static String tail(Path log, long start) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long end = file.length();
      byte[] bytes = new byte[(int) Math.min(MAX_BYTES, Math.max(0, end - start))];
      file.seek(end - bytes.length);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
