package dev.tidewire.ingest.exchange;

import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.ingest.publish.Publisher;
import java.time.Duration;
import java.util.function.Consumer;

/** What all exchanges share. */
public interface Backend {
  /** The largest body, in bytes. */
  long maxBody();

  /** How long a body may take to arrive. */
  Duration bodyTimeout();

  /** Nanoseconds since any fixed moment. */
  long nanoTime();

  /** How long an answer may take once the body has arrived; longer than Kafka may. */
  Duration answerTimeout();

  /**
   * Parses a body, here and now or on another thread, and calls one of the two on the thread of the
   * caller.
   *
   * @param failed called after a bug, which has been logged
   */
  void parse(Arrived request, Consumer<ParseOutcome> parsed, Runnable failed);

  /** Sends batches to Kafka. */
  Publisher publisher();

  /**
   * Prepares to wait until what is sent next is stored.
   *
   * @param atMost what the sender asks for; it may be shortened
   */
  StoreWait storeWait(Duration atMost);

  /** Where exchanges are counted. */
  ExchangeMetrics metrics();
}
