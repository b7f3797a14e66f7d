package dev.tidewire.e2e.stack;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Sends the same request again and again until closed, and retries each at most once. */
public final class Reader implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Supplier<Http> query;
  private final String path;
  private final AtomicInteger answers = new AtomicInteger();
  private final List<String> retried = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final Loop loop;

  /** Starts immediately. */
  public Reader(Supplier<Http> query, String path) {
    this.query = query;
    this.path = path;
    loop = Loop.start(PAUSE, List.of(this::ask));
  }

  private void ask() {
    String first = attempt();
    if (!first.isEmpty()) {
      retried.add(first);
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

  /** How many requests were answered, at the first or the second attempt. */
  public int answers() {
    return answers.get();
  }

  /** Why requests had to be retried. */
  public List<String> retried() {
    return retried;
  }

  /** The requests that failed twice. */
  public List<String> failures() {
    return failures;
  }

  @Override
  public void close() {
    loop.close();
  }
}
