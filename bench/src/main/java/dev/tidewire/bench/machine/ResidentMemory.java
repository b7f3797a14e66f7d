package dev.tidewire.bench.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory of processes. */
public final class ResidentMemory {
  private static final long KIB = 1024;

  private ResidentMemory() {}

  /**
   * The bytes of a process that are in memory; 0 when it has just ended. On Linux a page that n
   * processes share counts as an nth of a page for each, elsewhere as a page for each.
   */
  public static long ofProcess(long pid) {
    try {
      return parse(Files.readString(Path.of("/proc", Long.toString(pid), "smaps_rollup")));
    } catch (IOException e) {
      // Not Linux, or the process has ended.
      return fromPs(pid);
    }
  }

  /** The most that a process has had in memory since its start; 0 where that is not known. */
  public static long peakOfProcess(long pid) {
    try {
      return parse(Files.readString(Path.of("/proc", Long.toString(pid), "status")), "VmHWM:");
    } catch (IOException e) {
      // Not Linux, or the process has ended.
      return 0;
    }
  }

  /** The bytes in the line {@code Pss: 123456 kB}. */
  static long parse(String smaps) {
    return parse(smaps, "Pss:");
  }

  private static long parse(String text, String field) {
    return text.lines()
        .filter(line -> line.startsWith(field))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
        .sum();
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
