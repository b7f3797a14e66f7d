package dev.tidewire.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The log file of a process, of which only a bounded part is read or kept. */
final class LogFile {
  private static final int SHOWN_BYTES = 64 * 1024;
  private static final long KEPT_BYTES = 16 * 1024 * 1024;

  private LogFile() {}

  /**
   * Prepares the log for another run, renames a long one, and returns where the run begins in it.
   */
  static long begin(Path log) throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    long size = Files.exists(log) ? Files.size(log) : 0;
    if (size <= KEPT_BYTES) {
      return size;
    }
    Path older = log.resolveSibling(log.getFileName() + ".1");
    Files.move(log, older, StandardCopyOption.REPLACE_EXISTING);
    return 0;
  }

  /** The last {@code count} lines, or fewer, after the position {@code start}. */
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
      byte[] bytes = new byte[(int) Math.min(SHOWN_BYTES, Math.max(0, end - start))];
      file.seek(end - bytes.length);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
