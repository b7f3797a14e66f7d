package dev.tidewire.e2e.stack;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;

/** Tasks that run again and again, each in a thread of its own, until the loop is closed. */
public final class Loop implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final ScheduledExecutorService executor;
  private final List<ScheduledFuture<?>> runs;

  private Loop(Duration pause, List<Runnable> tasks) {
    executor = Executors.newScheduledThreadPool(tasks.size());
    runs =
        tasks.stream()
            .<ScheduledFuture<?>>map(
                task -> executor.scheduleWithFixedDelay(task, 0, pause.toNanos(), NANOSECONDS))
            .toList();
  }

  /**
   * Starts the tasks.
   *
   * @param pause between the end of a task's run and the start of its next run
   */
  public static Loop start(Duration pause, List<Runnable> tasks) {
    return new Loop(pause, tasks);
  }

  /**
   * Returns when no task runs any more. Closing it again does nothing.
   *
   * @throws IllegalStateException when a task has thrown an exception or does not end
   */
  @Override
  public void close() {
    if (executor.isShutdown()) {
      return;
    }
    executor.shutdown();
    try {
      if (!executor.awaitTermination(PATIENCE_SECONDS, SECONDS)) {
        throw new IllegalStateException("a task hangs");
      }
      for (ScheduledFuture<?> run : runs) {
        if (!run.isCancelled()) {
          run.get();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a task has failed", e.getCause());
    }
  }
}
