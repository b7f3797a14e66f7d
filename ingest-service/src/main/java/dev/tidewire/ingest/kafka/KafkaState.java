package dev.tidewire.ingest.kafka;

import dev.tidewire.platform.broker.BrokerFailure;
import dev.tidewire.platform.text.FailureText;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether Kafka accepts readings, as the latest deliveries showed. Logs only changes, also of the
 * reason. Thread-safe.
 */
final class KafkaState {
  private static final Logger LOG = Logger.getLogger(KafkaState.class);

  /** How long a failure counts when no delivery has been tried since. */
  private static final Duration FAILURE_COUNTS = Duration.ofSeconds(5);

  private final BooleanSupplier connected;
  private final LongSupplier nanoTime;
  private volatile boolean failing;
  private volatile long failedAt;

  /** What the log has last said of these failures. */
  private volatile @Nullable String told;

  private volatile @Nullable String broken;

  /**
   * @param connected whether any broker is connected, or being connected to
   * @param nanoTime as {@link System#nanoTime}
   */
  KafkaState(BooleanSupplier connected, LongSupplier nanoTime) {
    this.connected = connected;
    this.nanoTime = nanoTime;
  }

  void acknowledged() {
    if (failing) {
      failing = false;
      LOG.info("Kafka acknowledges again");
    }
  }

  /** A lack of room says nothing about Kafka. */
  void failed(Exception failure, Failure kind) {
    if (kind == Failure.NO_ROOM) {
      return;
    }
    failedAt = nanoTime.getAsLong();
    String what = BrokerFailure.of(failure);
    if (!failing || kind.isLasting() && !what.equals(told)) {
      LOG.warnf(
          "Kafka %s (%s): %s%s",
          failing ? "still does not acknowledge, for another reason" : "does not acknowledge",
          kind,
          what,
          kind.remedy());
      told = what;
    }
    failing = true;
  }

  /** The producer will not recover; only a restart of the process helps. */
  void broken(Exception failure) {
    if (broken == null) {
      broken = FailureText.of(failure);
      LOG.error("The Kafka producer has failed and cannot recover; restart this process", failure);
    }
  }

  /** Why the producer will not recover, or null. */
  @Nullable String brokenBecause() {
    return broken;
  }

  boolean isConnected() {
    return connected.getAsBoolean();
  }

  /**
   * Whether the last delivery failed recently. An old failure says nothing: while nobody sends, no
   * acknowledgement can end it.
   */
  boolean hasFailedLately() {
    return failing && nanoTime.getAsLong() - failedAt < FAILURE_COUNTS.toNanos();
  }

  /** Whether deliveries fail and cannot succeed now. */
  boolean isOutage() {
    return failing && !isConnected();
  }
}
