package dev.tidewire.processing.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/** Runs tasks in the order of their times, and tasks of the same time in random order. */
public final class VirtualTime extends Clock {
  private record Task(long atMillis, long lot, Runnable work) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::atMillis).thenComparingLong(Task::lot));
  private final RandomGenerator random;
  private long nowMillis;

  public VirtualTime(RandomGenerator random) {
    this.random = random;
  }

  public void after(long millis, Runnable work) {
    tasks.add(new Task(nowMillis + millis, random.nextLong(), work));
  }

  /** Runs the next task; returns whether there was one. */
  public boolean step() {
    Task task = tasks.poll();
    if (task == null) {
      return false;
    }
    nowMillis = task.atMillis();
    task.work().run();
    return true;
  }

  @Override
  public long millis() {
    return nowMillis;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(nowMillis);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
