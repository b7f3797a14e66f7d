package dev.tidewire.e2e.fault;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.tidewire.e2e.stack.Tidewire;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;

/** Injects the faults of a schedule. */
public final class Nemesis {
  private static final int PATIENCE_SECONDS = 180;

  private Nemesis() {}

  /** Injects and repairs all faults of the schedule; returns after the last repair. */
  public static void strike(Tidewire tidewire, Schedule schedule) {
    ScheduledExecutorService executor = Executors.newScheduledThreadPool(schedule.entries().size());
    try {
      List<? extends Future<?>> faults =
          schedule.entries().stream()
              .map(
                  entry ->
                      executor.schedule(
                          () -> strike(tidewire, entry), entry.start().toMillis(), MILLISECONDS))
              .toList();
      for (Future<?> fault : faults) {
        fault.get(PATIENCE_SECONDS, SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a fault could not be injected or healed", e);
    } finally {
      executor.shutdownNow();
    }
  }

  private static void strike(Tidewire tidewire, Schedule.Entry entry) {
    entry.fault().inject(tidewire);
    try {
      Scenario.last(entry.length());
    } finally {
      entry.fault().heal(tidewire);
    }
  }
}
