package dev.tidewire.bench.machine;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The processes of a run and their CPU time. They are watched until closed: the time of a child
 * process of Postgres that has ended stays in the sum as it was last seen.
 */
public final class Processes implements AutoCloseable {
  private static final long PERIOD_MS = 500;

  private final Map<Part, ProcessHandle> roots = new EnumMap<>(Part.class);
  private final Map<Part, Map<Long, Duration>> seen = new EnumMap<>(Part.class);
  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();

  /** Watches the stack's processes and this one. */
  public Processes(Map<Part, ProcessHandle> stack) {
    roots.putAll(stack);
    roots.put(Part.LOAD, ProcessHandle.current());
    roots.keySet().forEach(part -> seen.put(part, new HashMap<>()));
    var unused =
        watch.scheduleWithFixedDelay(this::cpu, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
  }

  /** The process of a part, of Postgres the parent of the others. */
  public ProcessHandle process(Part part) {
    return Objects.requireNonNull(roots.get(part), part.label());
  }

  /** User and system time of each part since its start. */
  public synchronized Map<Part, Duration> cpu() {
    Map<Part, Duration> times = new EnumMap<>(Part.class);
    seen.forEach(
        (part, known) -> {
          all(part)
              .forEach(
                  process ->
                      process
                          .info()
                          .totalCpuDuration()
                          .ifPresent(time -> known.put(process.pid(), time)));
          times.put(part, known.values().stream().reduce(Duration.ZERO, Duration::plus));
        });
    return times;
  }

  /** What the JIT compilers of a service have used of it. */
  public Duration compilerCpu(Part service) {
    return CompilerTime.ofProcess(process(service).pid());
  }

  private Stream<ProcessHandle> all(Part part) {
    Stream<ProcessHandle> root = Stream.of(process(part));
    return part == Part.POSTGRES ? Stream.concat(root, process(part).descendants()) : root;
  }

  /** Resident bytes of the whole stack now. */
  public long residentBytes() {
    return roots.keySet().stream()
        .filter(part -> part != Part.LOAD)
        .flatMap(this::all)
        .mapToLong(process -> ResidentMemory.ofProcess(process.pid()))
        .sum();
  }

  /** Fails when a process of the stack has ended: the figures would be those of a crash. */
  public void requireAlive() {
    roots.forEach(
        (part, process) -> {
          if (!process.isAlive()) {
            throw new IllegalStateException(
                part.label() + " ended during the run; its log says why");
          }
        });
  }

  @Override
  public void close() {
    watch.shutdown();
  }
}
