package dev.tidewire.e2e.fault;

import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.load.Audit;
import dev.tidewire.e2e.load.Ledger;
import dev.tidewire.e2e.load.Load;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.load.Workload;
import dev.tidewire.e2e.stack.Http;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import java.util.function.Supplier;

/** A load whose senders repeat each request until it is acknowledged, while faults happen. */
public final class Scenario implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int READINGS = 1_000;

  private final Tidewire tidewire;
  private final Audit audit;
  private final Load load;

  private Scenario(Tidewire tidewire, Supplier<Http> ingest, Pace pace) {
    this.tidewire = tidewire;
    Workload workload = Workload.fresh();
    audit = Audit.begin(workload);
    load = Load.startRepeating(ingest, workload, pace);
  }

  /** Begins, and returns when readings are acknowledged. */
  public static Scenario begin(Tidewire tidewire, Pace pace) {
    return begin(tidewire, () -> tidewire.ingest().http(), pace);
  }

  /**
   * Begins, and returns when readings are acknowledged.
   *
   * @param ingest where the next request goes
   */
  public static Scenario begin(Tidewire tidewire, Supplier<Http> ingest, Pace pace) {
    Scenario scenario = new Scenario(tidewire, ingest, pace);
    scenario.awaitAcknowledged();
    return scenario;
  }

  /** Returns when a thousand more readings are acknowledged. */
  public void awaitAcknowledged() {
    int before = load.ledger().acknowledged();
    await().atMost(PATIENCE).until(() -> load.ledger().acknowledged() > before + READINGS);
  }

  /** Injects a fault, and repairs it after this time. */
  public void suffer(Fault fault, Duration length) {
    fault.inject(tidewire);
    try {
      last(length);
    } finally {
      fault.heal(tidewire);
    }
  }

  /** Waits under load. */
  public static void last(Duration length) {
    await().pollDelay(length).atMost(length.plusSeconds(5)).until(() -> true);
  }

  /** What the senders know. */
  public Ledger ledger() {
    return load.ledger();
  }

  /** The audit of this load. */
  public Audit audit() {
    return audit;
  }

  /** Ends the load, and fails unless every promise was kept. */
  public void assertKept() {
    load.close();
    audit.assertKept(load.ledger(), PATIENCE);
  }

  /** The result of an audit without violations. */
  public String kept() {
    return "0 of %,d lost, 0 twice, 0 changed".formatted(load.ledger().acknowledged());
  }

  @Override
  public void close() {
    load.close();
    audit.close();
  }
}
