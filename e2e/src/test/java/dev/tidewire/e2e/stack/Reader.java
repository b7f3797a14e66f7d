package dev.tidewire.e2e.stack;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Asks the same again and again until closed, and repeats a question once if it has to. */
public final class Reader implements AutoCloseable {
  private static final int PAUSE_MS = 20;

  private final Supplier<Http> query;
  private final String path;
  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger answers = new AtomicInteger();
  private final List<String> repeated = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();

  /** Begins at once. */
  public Reader(Supplier<Http> query, String path) {
    this.query = query;
    this.path = path;
    executor.scheduleWithFixedDelay(this::ask, 0, PAUSE_MS, MILLISECONDS);
  }

  private void ask() {
    String first = attempt();
    if (!first.isEmpty()) {
      repeated.add(first);
    }
    String second = first.isEmpty() ? "" : attempt();
    if (second.isEmpty()) {
      answers.incrementAndGet();
    } else {
      failures.add(first + ", then " + second);
    }
  }

  /** Why it failed; empty if it did not. */
  private String attempt() {
    try {
      Answer answer = query.get().get(path);
      return answer.status() == 200 ? "" : answer.status() + " " + answer.body();
    } catch (UncheckedIOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** How many questions were answered, if need be at the second attempt. */
  public int answers() {
    return answers.get();
  }

  /** Why questions had to be repeated. */
  public List<String> repeated() {
    return repeated;
  }

  /** Those that failed twice. */
  public List<String> failures() {
    return failures;
  }

  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(30, SECONDS)) {
        throw new IllegalStateException("a reader hangs");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
