package dev.tidewire.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The CPU time of the JIT compilers of a JVM. Linux tells it by thread; elsewhere it counts as
 * none.
 */
final class CompilerTime {
  /** Behind the thread's name, user and system time are the 12th and 13th field (proc(5)). */
  private static final Pattern STAT =
      Pattern.compile("\\d+ \\((?:C1|C2) Comp.*\\)(?: \\S+){11} (\\d+) (\\d+) .*", Pattern.DOTALL);

  /** The clock ticks of all architectures that OpenJDK runs on. */
  private static final long TICK_MS = 10;

  private CompilerTime() {}

  /** Since the start of the process, without threads that have ended. */
  static Duration ofProcess(long pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return Duration.ofMillis(TICK_MS * threads.mapToLong(CompilerTime::ticks).sum());
    } catch (IOException e) {
      // Not Linux, or the process has ended.
      return Duration.ZERO;
    }
  }

  private static long ticks(Path thread) {
    try {
      return ticks(Files.readString(thread.resolve("stat")));
    } catch (IOException e) {
      // The thread has ended.
      return 0;
    }
  }

  static long ticks(String stat) {
    Matcher times = STAT.matcher(stat);
    return times.matches() ? Long.parseLong(times.group(1)) + Long.parseLong(times.group(2)) : 0;
  }
}
