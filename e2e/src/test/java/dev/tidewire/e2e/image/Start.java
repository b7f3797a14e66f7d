package dev.tidewire.e2e.image;

import dev.tidewire.e2e.stack.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A measured start of a service, on Linux.
 *
 * @param took from the start of the process to readiness
 * @param cpu the CPU time of its process until then
 * @param othersShare the share of all cores' time that other processes used meanwhile, 0 to 1
 */
record Start(Duration took, Duration cpu, double othersShare) {
  /** The kernel's unit of CPU time. */
  private static final Duration TICK = Duration.ofMillis(10);

  static Start measure(Service service) throws IOException {
    long[] before = ticks();
    long begin = System.nanoTime();
    service.start();
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    Duration cpu =
        ProcessHandle.of(service.pid())
            .flatMap(process -> process.info().totalCpuDuration())
            .orElseThrow();
    long[] after = ticks();
    double all = LongStream.of(after).sum() - LongStream.of(before).sum();
    // Idle, and waiting for a disk.
    double unused = after[3] + after[4] - before[3] - before[4];
    double own = (double) cpu.toNanos() / TICK.toNanos();
    return new Start(took, cpu, (all - unused - own) / all);
  }

  Start better(Start other) {
    return other.took.compareTo(took) < 0 ? other : this;
  }

  /** User, nice, system, idle, waiting and more, of all cores since boot. */
  private static long[] ticks() throws IOException {
    String line = Files.readAllLines(Path.of("/proc/stat")).get(0);
    return Stream.of(line.split("\\s+")).skip(1).mapToLong(Long::parseLong).toArray();
  }
}
