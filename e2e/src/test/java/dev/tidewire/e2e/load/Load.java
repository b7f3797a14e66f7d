package dev.tidewire.e2e.load;

import dev.tidewire.e2e.stack.Http;
import dev.tidewire.e2e.stack.Loop;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Senders that post a workload until closed. */
public final class Load implements AutoCloseable {
  /** Distinct batches of a load that sends the same batches again and again. */
  private static final int FEW = 16;

  private final Ledger ledger = new Ledger();
  private final List<Sender> senders;
  private final Loop loop;

  private Load(Supplier<Http> ingest, Supplier<Batch> batches, Pace pace, boolean repeating) {
    senders =
        IntStream.range(0, pace.senders())
            .mapToObj(i -> new Sender(ingest, ledger, batches, repeating))
            .toList();
    loop =
        Loop.start(pace.pause(), senders.stream().<Runnable>map(sender -> sender::send).toList());
  }

  /** Starts to send the same few batches again and again, so that preparing them takes no time. */
  public static Load startOverAndOver(Supplier<Http> ingest, Workload workload, Pace pace) {
    List<Batch> few =
        IntStream.range(0, FEW)
            .mapToObj(i -> Batch.of(workload, i * pace.batch(), pace.batch()))
            .toList();
    AtomicInteger next = new AtomicInteger();
    return new Load(ingest, () -> few.get(next.getAndIncrement() % FEW), pace, false);
  }

  /** Starts to send each batch once, whatever the answer. */
  public static Load start(Supplier<Http> ingest, Workload workload, Pace pace) {
    return new Load(ingest, endless(workload, pace), pace, false);
  }

  /** Starts to send each batch until it is acknowledged. */
  public static Load startRepeating(Supplier<Http> ingest, Workload workload, Pace pace) {
    return new Load(ingest, endless(workload, pace), pace, true);
  }

  private static Supplier<Batch> endless(Workload workload, Pace pace) {
    AtomicInteger next = new AtomicInteger();
    return () -> Batch.of(workload, next.getAndAdd(pace.batch()), pace.batch());
  }

  /** Sends the first readings of a workload in one request, and returns after its answer. */
  public static Ledger once(Http ingest, Workload workload, int readings) {
    Ledger ledger = new Ledger();
    new Sender(() -> ingest, ledger, () -> Batch.of(workload, 0, readings), false).send();
    return ledger;
  }

  /** What has been sent until now. */
  public Ledger ledger() {
    return ledger;
  }

  /** Ends the load. Afterwards the ledger knows the outcome of every batch. */
  @Override
  public void close() {
    loop.close();
    senders.forEach(Sender::finish);
  }
}
