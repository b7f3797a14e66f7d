package dev.tidewire.ingest.kafka;

import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether Kafka takes readings, as the last deliveries showed. Logs only when that changes.
 * Thread-safe.
 */
final class KafkaState {
  private static final Logger LOG = Logger.getLogger(KafkaState.class);

  private final BooleanSupplier connected;
  private volatile boolean failing;
  private volatile @Nullable String broken;

  /**
   * @param connected whether there is a connection to any broker right now
   */
  KafkaState(BooleanSupplier connected) {
    this.connected = connected;
  }

  void acknowledged() {
    if (failing) {
      failing = false;
      LOG.info("Kafka acknowledges again");
    }
  }

  /** A lack of room says nothing about Kafka. */
  void failed(Exception failure, Failure kind) {
    if (kind != Failure.NO_ROOM && !failing) {
      failing = true;
      LOG.warnf("Kafka does not acknowledge (%s): %s", kind, failure.getMessage());
    }
  }

  /** The producer will not recover; only a restart of the process helps. */
  void broken(Exception failure) {
    if (broken == null) {
      broken = String.valueOf(failure.getMessage());
      LOG.error("The Kafka producer has failed for good; this process must be restarted", failure);
    }
  }

  /** Why the producer will not recover, or null. */
  @Nullable String brokenBecause() {
    return broken;
  }

  boolean isFailing() {
    return failing;
  }

  boolean isConnected() {
    return connected.getAsBoolean();
  }

  /** Whether deliveries fail and cannot succeed now. */
  boolean isOutage() {
    return failing && !isConnected();
  }
}
