package dev.tidewire.processing.simulation;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;

/** The threads of a simulated process; they stop when it dies. */
public final class VirtualExecutor extends AbstractExecutorService
    implements ScheduledExecutorService {
  private final VirtualTime time;
  private final BooleanSupplier isAlive;
  private final LongUnaryOperator timerMillis;

  /**
   * Creates the threads.
   *
   * @param timerMillis maps the requested delay of a timer to the real one; negative if it never
   *     fires
   */
  public VirtualExecutor(VirtualTime time, BooleanSupplier isAlive, LongUnaryOperator timerMillis) {
    this.time = time;
    this.isAlive = isAlive;
    this.timerMillis = timerMillis;
  }

  @Override
  public void execute(Runnable work) {
    after(0, work);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
    return schedule(
        () -> {
          work.run();
          return true;
        },
        delay,
        unit);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
    Timer<V> timer = new Timer<>(work);
    long millis = timerMillis.applyAsLong(unit.toMillis(delay));
    if (millis >= 0) {
      after(millis, timer);
    }
    return timer;
  }

  private void after(long millis, Runnable work) {
    time.after(
        millis,
        () -> {
          if (isAlive.getAsBoolean()) {
            work.run();
          }
        });
  }

  private static final class Timer<V> extends FutureTask<V> implements ScheduledFuture<V> {
    Timer(Callable<V> work) {
      super(work);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(Delayed other) {
      throw new UnsupportedOperationException();
    }
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable work, long initialDelay, long period, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable work, long initialDelay, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void shutdown() {}

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return false;
  }
}
