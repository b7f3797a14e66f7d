package dev.tidewire.platform.file;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks again and again at what may hang, like a file of a disk that is away. Each look has a
 * daemon thread: one that never returns keeps neither its caller nor the end of the process.
 *
 * @param <T> what it finds
 */
public final class Look<T> {
  private final String name;
  private final Duration patience;
  private final Callable<T> work;
  private @Nullable FutureTask<T> present;
  private long begun;

  /**
   * A look that has not begun.
   *
   * @param name of its thread
   * @param patience after which it is stuck
   */
  public Look(String name, Duration patience, Callable<T> work) {
    this.name = name;
    this.patience = patience;
    this.work = work;
  }

  /** When a look is stuck. */
  public Duration patience() {
    return patience;
  }

  /**
   * Begins a look and waits for it, unless the one before has not returned.
   *
   * @return nothing while it has not returned
   */
  public synchronized Optional<T> take(Duration wait) throws ExecutionException {
    if (present != null && !present.isDone()) {
      return Optional.empty();
    }
    FutureTask<T> next = new FutureTask<>(work);
    present = next;
    begun = System.nanoTime();
    Thread thread = new Thread(next, name);
    thread.setDaemon(true);
    thread.start();
    return result(next, wait);
  }

  /** Whether a look has not returned within the patience. */
  public synchronized boolean isStuck() {
    return present != null && !present.isDone() && System.nanoTime() - begun >= patience.toNanos();
  }

  private static <T> Optional<T> result(FutureTask<T> look, Duration wait)
      throws ExecutionException {
    try {
      return Optional.of(look.get(wait.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException goesOn) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
