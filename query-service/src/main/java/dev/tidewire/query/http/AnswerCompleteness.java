package dev.tidewire.query.http;

import dev.tidewire.query.progress.CompleteUntil;
import dev.tidewire.query.store.WatermarkStore;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Until when all that Kafka had acknowledged is stored, as answers tell it. */
@Singleton
class AnswerCompleteness {
  private final CompleteUntil time;

  AnswerCompleteness(ReadingsTopic topic, WatermarkStore watermarks, Clock clock) {
    this.time =
        new CompleteUntil(
            topic, () -> watermarks.read().toCompletionStage(), clock, System::nanoTime);
  }

  /** Rounded down to milliseconds, which Kafka counts in. */
  CompletableFuture<Optional<Instant>> until() {
    CompletableFuture<Optional<Instant>> now = time.now();
    return now.thenApply(until -> until.map(exact -> exact.truncatedTo(ChronoUnit.MILLIS)));
  }
}
