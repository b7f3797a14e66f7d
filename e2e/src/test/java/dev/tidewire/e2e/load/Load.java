package dev.tidewire.e2e.load;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.tidewire.e2e.stack.Http;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Senders that post a workload until closed. */
public final class Load implements AutoCloseable {
  /** Batches that are sent over and over. */
  private static final int FEW = 16;

  private final Ledger ledger = new Ledger();
  private final ScheduledExecutorService executor;
  private final List<Sender> senders;
  private final List<ScheduledFuture<?>> runs;

  /** Begins at once to send a few batches in turn, which takes no time to prepare. */
  public static Load startOverAndOver(Supplier<Http> ingest, Workload workload, Pace pace) {
    List<Batch> few =
        IntStream.range(0, FEW)
            .mapToObj(i -> Batch.of(workload, i * pace.batch(), pace.batch()))
            .toList();
    AtomicInteger next = new AtomicInteger();
    return new Load(ingest, () -> few.get(next.getAndIncrement() % FEW), pace, false);
  }

  private Load(Supplier<Http> ingest, Supplier<Batch> batches, Pace pace, boolean repeating) {
    senders =
        IntStream.range(0, pace.senders())
            .mapToObj(i -> new Sender(ingest, ledger, batches, repeating))
            .toList();
    executor = Executors.newScheduledThreadPool(pace.senders());
    runs =
        senders.stream()
            .<ScheduledFuture<?>>map(
                sender ->
                    executor.scheduleWithFixedDelay(
                        sender::send, 0, pace.pause().toNanos(), NANOSECONDS))
            .toList();
  }

  /** Begins at once to send each batch, whatever the answer, once. */
  public static Load start(Supplier<Http> ingest, Workload workload, Pace pace) {
    return new Load(ingest, endless(workload, pace), pace, false);
  }

  /** Begins at once to send each batch as often as it takes to have it acknowledged. */
  public static Load startRepeating(Supplier<Http> ingest, Workload workload, Pace pace) {
    return new Load(ingest, endless(workload, pace), pace, true);
  }

  private static Supplier<Batch> endless(Workload workload, Pace pace) {
    AtomicInteger next = new AtomicInteger();
    return () -> Batch.of(workload, next.getAndAdd(pace.batch()), pace.batch());
  }

  /** Sends the first readings of a workload in one request, and returns with its answer. */
  public static Ledger once(Http ingest, Workload workload, int readings) {
    Ledger ledger = new Ledger();
    new Sender(() -> ingest, ledger, () -> Batch.of(workload, 0, readings), false).send();
    return ledger;
  }

  /** What was sent up to now. */
  public Ledger ledger() {
    return ledger;
  }

  /** Ends the load; when it returns, the ledger knows of every batch. */
  @Override
  public void close() {
    if (executor.isShutdown()) {
      return;
    }
    executor.shutdown();
    try {
      if (!executor.awaitTermination(30, SECONDS)) {
        throw new IllegalStateException("a sender hangs");
      }
      for (ScheduledFuture<?> run : runs) {
        if (!run.isCancelled()) {
          run.get();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a sender has failed", e.getCause());
    }
    senders.forEach(Sender::finish);
  }
}
