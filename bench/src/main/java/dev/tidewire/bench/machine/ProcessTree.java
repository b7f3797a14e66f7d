package dev.tidewire.bench.machine;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A process, with or without its descendants. The CPU time of one that has ended stays in the sum
 * as it was seen last, so {@link #cpu} is to be called now and then while children come and go.
 */
final class ProcessTree {
  private final ProcessHandle root;
  private final boolean withDescendants;
  private final Map<Long, Duration> seen = new HashMap<>();

  ProcessTree(ProcessHandle root, boolean withDescendants) {
    this.root = root;
    this.withDescendants = withDescendants;
  }

  long pid() {
    return root.pid();
  }

  String commandLine() {
    return root.info().commandLine().orElse("");
  }

  boolean isAlive() {
    return root.isAlive();
  }

  /** User and system time since the start of each process. */
  synchronized Duration cpu() {
    handles()
        .forEach(
            process ->
                process
                    .info()
                    .totalCpuDuration()
                    .ifPresent(now -> seen.merge(process.pid(), now, ProcessTree::longer)));
    return seen.values().stream().reduce(Duration.ZERO, Duration::plus);
  }

  /** Resident memory now, in bytes; what the processes share is counted once. */
  long residentBytes() {
    List<Long> pids = handles().map(ProcessHandle::pid).toList();
    return pids.size() == 1
        ? ResidentMemory.ofProcess(pids.get(0))
        : pids.stream().mapToLong(ResidentMemory::shareOfProcess).sum();
  }

  private Stream<ProcessHandle> handles() {
    return withDescendants ? Stream.concat(Stream.of(root), root.descendants()) : Stream.of(root);
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
