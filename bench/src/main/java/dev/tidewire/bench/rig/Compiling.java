package dev.tidewire.bench.rig;

import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.machine.Processes;
import java.time.Duration;
import java.util.Objects;

/** How busy a service keeps its JIT compilers, from one look to the next. */
final class Compiling {
  private final Processes processes;
  private final Part service;
  private Duration compiled;
  private Duration used;

  Compiling(Processes processes, Part service) {
    this.processes = processes;
    this.service = service;
    this.compiled = processes.compilerCpu(service);
    this.used = used();
  }

  /**
   * Their share of the CPU that the service has used since the last look. A thread that ends takes
   * its time along; nothing is known then, and the compilers count as busy.
   */
  double share() {
    Duration compiledBefore = compiled;
    Duration usedBefore = used;
    compiled = processes.compilerCpu(service);
    used = used();
    long nanos = compiled.minus(compiledBefore).toNanos();
    return nanos < 0 ? 1 : (double) nanos / Math.max(1, used.minus(usedBefore).toNanos());
  }

  private Duration used() {
    return Objects.requireNonNull(processes.cpu().get(service));
  }
}
