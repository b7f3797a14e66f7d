package dev.tidewire.e2e.load;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.tidewire.e2e.load.Ledger.Entry;
import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Http;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Senders that post a workload, each batch once, until closed. */
public final class Load implements AutoCloseable {
  private final Http ingest;
  private final Workload workload;
  private final Pace pace;
  private final Ledger ledger = new Ledger();
  private final AtomicInteger next = new AtomicInteger();
  private final ScheduledExecutorService executor;
  private final List<ScheduledFuture<?>> senders;

  private Load(Http ingest, Workload workload, Pace pace) {
    this.ingest = ingest;
    this.workload = workload;
    this.pace = pace;
    executor = Executors.newScheduledThreadPool(pace.senders());
    senders =
        IntStream.range(0, pace.senders()).<ScheduledFuture<?>>mapToObj(i -> sender()).toList();
  }

  /** Begins at once. */
  public static Load start(Http ingest, Workload workload, Pace pace) {
    return new Load(ingest, workload, pace);
  }

  private ScheduledFuture<?> sender() {
    return executor.scheduleWithFixedDelay(this::send, 0, pace.pause().toNanos(), NANOSECONDS);
  }

  private void send() {
    int first = next.getAndAdd(pace.batch());
    ledger.enter(post(first, workload.ndjson(first, pace.batch())));
  }

  private Entry post(int first, String body) {
    long start = System.nanoTime();
    try {
      Answer answer =
          ingest.post(
              "/v1/readings",
              body.getBytes(StandardCharsets.UTF_8),
              "Content-Type",
              "application/x-ndjson");
      Outcome outcome = answer.status() == 202 ? Outcome.ACKNOWLEDGED : Outcome.REFUSED;
      String text = answer.status() + " " + answer.body();
      return new Entry(first, pace.batch(), outcome, answer.took(), text);
    } catch (UncheckedIOException e) {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new Entry(first, pace.batch(), Outcome.UNKNOWN, took, e.getMessage());
    }
  }

  /** What was sent up to now. */
  public Ledger ledger() {
    return ledger;
  }

  /** Ends the load; when it returns, the ledger knows of every batch. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(30, SECONDS)) {
        throw new IllegalStateException("a sender hangs");
      }
      for (ScheduledFuture<?> sender : senders) {
        if (!sender.isCancelled()) {
          sender.get();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a sender has failed", e.getCause());
    }
  }
}
