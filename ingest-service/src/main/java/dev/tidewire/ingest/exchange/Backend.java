package dev.tidewire.ingest.exchange;

import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.ingest.publish.Publisher;
import dev.tidewire.ingest.route.Terms;
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

  /**
   * Parses a body, here and now or on another thread, and calls one of the two on the thread of the
   * caller.
   *
   * @param failed called after a bug, which has been logged
   */
  void parse(
      ReceivedBody body, Terms.Accepted terms, Consumer<ParseOutcome> parsed, Runnable failed);

  /** Sends batches to Kafka. */
  Publisher publisher();

  /** Where exchanges are counted. */
  ExchangeMetrics metrics();
}
