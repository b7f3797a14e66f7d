package dev.tidewire.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The log file of a process, which may outgrow what one wants to read or keep. */
final class LogFile {
  private static final int SHOWN_BYTES = 64 * 1024;
  private static final long KEPT_BYTES = 16 * 1024 * 1024;

  private LogFile() {}

  /** Makes the log ready for another run, a long one put aside, and says where that run begins. */
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
      byte[] bytes = new byte[(int) Math.min(SHOWN_BYTES, Math.max(0, end - start))];
      file.seek(end - bytes.length);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
