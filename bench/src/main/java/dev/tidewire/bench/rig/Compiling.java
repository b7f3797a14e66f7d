package dev.tidewire.bench.rig;

import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.machine.Processes;
import java.time.Duration;
import java.util.Map;

/** How busy the services keep their JIT compilers, from one look to the next. */
final class Compiling {
  private final Processes processes;
  private Duration compiled;
  private Duration used;

  Compiling(Processes processes) {
    this.processes = processes;
    this.compiled = processes.compilerCpu();
    this.used = used();
  }

  /** Their share of the CPU that the services have used since the last look. */
  double share() {
    Duration compiledBefore = compiled;
    Duration usedBefore = used;
    compiled = processes.compilerCpu();
    used = used();
    return (double) compiled.minus(compiledBefore).toNanos()
        / Math.max(1, used.minus(usedBefore).toNanos());
  }

  private Duration used() {
    Map<Part, Duration> all = processes.cpu();
    return Part.SERVICES.stream().map(all::get).reduce(Duration.ZERO, Duration::plus);
  }
}
