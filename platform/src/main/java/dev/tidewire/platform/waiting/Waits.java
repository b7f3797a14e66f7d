package dev.tidewire.platform.waiting;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait until an answer meets what they wait for. One question at a time is asked for
 * all of them, and none while nobody waits. A wait ends at its deadline also when the question has
 * no answer. Thread-safe.
 */
public final class Waits<S> {
  /** Starts tasks later. */
  public interface Timer {
    /** Runs the task once, on any thread. */
    void after(Duration delay, Runnable task);
  }

  private static final class Waiter<S> {
    final Predicate<S> isMet;
    final long deadline;
    final Consumer<Waited<S>> then;

    Waiter(Predicate<S> isMet, long deadline, Consumer<Waited<S>> then) {
      this.isMet = isMet;
      this.deadline = deadline;
      this.then = then;
    }
  }

  private final Supplier<? extends CompletionStage<S>> question;
  private final Duration interval;
  private final int most;
  private final Timer timer;
  private final LongSupplier nanoTime;
  private final Set<Waiter<S>> waiters = ConcurrentHashMap.newKeySet();
  private boolean isTicking;
  private boolean isAsking;
  private boolean isClosed;
  private @Nullable S last;
  private @Nullable Throwable failure;

  /**
   * Waits for answers to a question.
   *
   * @param question may fail, and is then asked again
   * @param interval between two questions, and between two looks at deadlines
   * @param most who may wait at the same time
   * @param nanoTime as {@link System#nanoTime}
   */
  public Waits(
      Supplier<? extends CompletionStage<S>> question,
      Duration interval,
      int most,
      Timer timer,
      LongSupplier nanoTime) {
    this.question = question;
    this.interval = interval;
    this.most = most;
    this.timer = timer;
    this.nanoTime = nanoTime;
  }

  /** How many wait. */
  public int waiting() {
    return waiters.size();
  }

  /**
   * Waits until an answer meets it.
   *
   * @param then called once on any thread, unless the wait is given up before
   * @return gives up the wait
   */
  public Runnable await(Predicate<S> isMet, Duration atMost, Consumer<Waited<S>> then) {
    Waiter<S> waiter = new Waiter<>(isMet, nanoTime.getAsLong() + atMost.toNanos(), then);
    if (!add(waiter)) {
      then.accept(new Waited<>(false, true, null, null));
    } else if (begin()) {
      tick();
    }
    return () -> waiters.remove(waiter);
  }

  private synchronized boolean add(Waiter<S> waiter) {
    return !isClosed && waiters.size() < most && waiters.add(waiter);
  }

  private synchronized boolean begin() {
    if (isTicking) {
      return false;
    }
    isTicking = true;
    last = null;
    failure = null;
    return true;
  }

  /** Ends all waits, and begins no more. */
  public void close() {
    synchronized (this) {
      isClosed = true;
    }
    waiters.forEach(waiter -> end(waiter, false));
  }

  private void tick() {
    long now = nanoTime.getAsLong();
    waiters.stream()
        .filter(waiter -> now - waiter.deadline >= 0)
        .forEach(waiter -> end(waiter, false));
    synchronized (this) {
      isTicking = !waiters.isEmpty();
      if (!isTicking) {
        return;
      }
    }
    ask();
    timer.after(interval, this::tick);
  }

  private void ask() {
    synchronized (this) {
      if (isAsking) {
        return;
      }
      isAsking = true;
    }
    CompletionStage<S> answer;
    try {
      answer = question.get();
    } catch (RuntimeException fault) {
      answered(null, fault);
      return;
    }
    var unused = answer.whenComplete(this::answered);
  }

  private void answered(@Nullable S answer, @Nullable Throwable fault) {
    synchronized (this) {
      isAsking = false;
      last = answer == null ? last : answer;
      failure = fault;
    }
    if (answer != null) {
      waiters.stream()
          .filter(waiter -> waiter.isMet.test(answer))
          .forEach(waiter -> end(waiter, true));
    }
  }

  private void end(Waiter<S> waiter, boolean isMet) {
    if (waiters.remove(waiter)) {
      Waited<S> end;
      synchronized (this) {
        end = new Waited<>(isMet, false, last, failure);
      }
      waiter.then.accept(end);
    }
  }
}
