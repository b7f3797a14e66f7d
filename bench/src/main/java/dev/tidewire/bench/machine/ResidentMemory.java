package dev.tidewire.bench.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Resident memory of processes: from /proc on Linux, elsewhere from ps. A process that has just
 * ended has none.
 */
final class ResidentMemory {
  private static final long KIB = 1024;

  private ResidentMemory() {}

  /** All pages of the process that are in memory. */
  static long ofProcess(long pid) {
    return fromProc(pid, "status", "VmRSS:").orElseGet(() -> fromPs(pid));
  }

  /** The same, but a page in n processes counts as an nth of a page, where the system tells it. */
  static long shareOfProcess(long pid) {
    return fromProc(pid, "smaps_rollup", "Pss:").orElseGet(() -> ofProcess(pid));
  }

  /** The bytes in a line such as {@code VmRSS: 123456 kB}. */
  static OptionalLong parse(String text, String key) {
    return text.lines()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
        .findFirst();
  }

  private static OptionalLong fromProc(long pid, String file, String key) {
    try {
      return parse(Files.readString(Path.of("/proc", Long.toString(pid), file)), key);
    } catch (IOException e) {
      // No Linux, another's process, or it has ended.
      return OptionalLong.empty();
    }
  }

  private static long fromPs(long pid) {
    try {
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
      String kibibytes =
          new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return kibibytes.isEmpty() ? 0 : Long.parseLong(kibibytes) * KIB;
    } catch (IOException e) {
      throw new IllegalStateException("cannot run `ps` to read the memory of processes", e);
    }
  }
}
