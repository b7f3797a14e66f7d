package dev.tidewire.bench.machine;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The processes of a run, watched until closed: their CPU time, and their memory at its peak. */
public final class Processes implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(500);

  private final Map<Part, ProcessTree> trees = new EnumMap<>(Part.class);
  private final Map<Part, Long> peaks = new EnumMap<>(Part.class);
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "process-watch");
            thread.setDaemon(true);
            return thread;
          });

  /** Watches the stack's processes and our own; of Postgres all, of the others the one. */
  public Processes(Map<Part, ProcessHandle> stack) {
    stack.forEach(
        (part, process) -> trees.put(part, new ProcessTree(process, part == Part.POSTGRES)));
    trees.put(Part.LOAD, new ProcessTree(ProcessHandle.current(), false));
    // It ends with the watch; what fails in it fails again where the figures are read.
    var unused =
        watch.scheduleWithFixedDelay(
            this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Watches one more. */
  public synchronized void add(Part part, ProcessHandle process) {
    trees.put(part, new ProcessTree(process, false));
  }

  /** Watches it no more. */
  public synchronized void remove(Part part) {
    trees.remove(part);
  }

  /** The process of a part. */
  public synchronized long pid(Part part) {
    return tree(part).pid();
  }

  /** The heap that a part's JVM is allowed, in MiB; empty for what is no JVM or watched no more. */
  public synchronized Optional<Long> heapMebibytes(Part part) {
    ProcessTree tree = trees.get(part);
    return tree == null ? Optional.empty() : HeapBound.mebibytes(tree.commandLine());
  }

  private ProcessTree tree(Part part) {
    ProcessTree tree = trees.get(part);
    if (tree == null) {
      throw new IllegalArgumentException("no process is watched as " + part.label());
    }
    return tree;
  }

  /** CPU time of each part up to now. */
  public synchronized CpuTimes cpu() {
    Map<Part, Duration> times = new EnumMap<>(Part.class);
    trees.forEach((part, tree) -> times.put(part, tree.cpu()));
    return new CpuTimes(times);
  }

  /** Resident bytes of each part now. */
  public synchronized Map<Part, Long> resident() {
    Map<Part, Long> bytes = new EnumMap<>(Part.class);
    trees.forEach((part, tree) -> bytes.put(part, tree.residentBytes()));
    return bytes;
  }

  /** The most resident bytes of each part that were seen at any time. */
  public synchronized Map<Part, Long> peakResident() {
    return new EnumMap<>(peaks);
  }

  /**
   * Fails when a process of the stack has ended: whatever replaced it, the figures would be those
   * of a crash.
   */
  public synchronized void requireAlive() {
    trees.forEach(
        (part, tree) -> {
          if (!tree.isAlive()) {
            throw new IllegalStateException(
                part.label() + " ended during the run; its log says why");
          }
        });
  }

  private synchronized void look() {
    cpu();
    resident().forEach((part, bytes) -> peaks.merge(part, bytes, Math::max));
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
