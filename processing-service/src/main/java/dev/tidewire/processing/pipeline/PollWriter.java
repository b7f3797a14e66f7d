package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.deadletter.DeadLetterWriter;
import dev.tidewire.processing.intake.Claim;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.store.LatePollException;
import dev.tidewire.processing.store.PollStore;
import dev.tidewire.processing.store.StoreMetrics;
import dev.tidewire.processing.store.StoredPoll;
import dev.tidewire.processing.store.Watermarks;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Writes a poll: first its readings, then its dead letters, then the watermarks of its partitions.
 * What another consumer has written in the meantime is left out.
 */
@ApplicationScoped
class PollWriter {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final TopicIdentity topic;
  private final PollStore store;
  private final Watermarks watermarks;
  private final DeadLetterWriter deadLetters;
  private final StoreMetrics metrics;

  PollWriter(
      TopicIdentity topic,
      PollStore store,
      Watermarks watermarks,
      DeadLetterWriter deadLetters,
      StoreMetrics metrics) {
    this.topic = topic;
    this.store = store;
    this.watermarks = watermarks;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
  }

  /**
   * Writes what no other consumer has written. Never ends while the database or the dead-letter
   * topic is down; fails when the database refuses most readings.
   *
   * @param writerId identifies this poll and its repetitions in the watermarks
   * @param worker runs what is too long for an event loop, and pauses
   */
  Uni<Void> write(Poll poll, UUID writerId, ScheduledExecutorService worker) {
    return store(poll, writerId, worker)
        .onFailure(LatePollException.class)
        .recoverWithUni(() -> storeTheRest(poll, writerId, worker));
  }

  private Uni<Void> store(Poll poll, UUID writerId, ScheduledExecutorService worker) {
    if (poll.records().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return topic
        .get()
        .map(id -> new Claim(id, poll.offsets(), writerId))
        .chain(claim -> store(poll, claim, worker));
  }

  private Uni<Void> store(Poll poll, Claim claim, Executor worker) {
    return store
        .store(poll, claim, worker)
        .chain(stored -> writeDeadLetters(poll, claim, stored, worker).replaceWith(stored))
        .invoke(stored -> metrics.stored(poll.size() - stored.refused().size(), stored))
        .chain(() -> watermarks.raise(claim));
  }

  private Uni<Void> writeDeadLetters(Poll poll, Claim claim, StoredPoll stored, Executor worker) {
    if (poll.undecodable().isEmpty() && stored.refused().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return watermarks
        .verify(claim)
        .chain(() -> deadLetters.write(poll.undecodable(), stored.refused(), worker));
  }

  /**
   * Asks for the topic's identity first: the watermarks that rejected the poll may belong to a
   * deleted topic, and the records of the new one must not be skipped because of them. Random
   * pauses keep two consumers from taking over from each other forever.
   */
  private Uni<Void> storeTheRest(Poll poll, UUID writerId, ScheduledExecutorService worker) {
    return topic
        .ask()
        .chain(id -> watermarks.takeOver(new Claim(id, poll.offsets(), writerId)))
        .emitOn(worker)
        .map(poll::from)
        .chain(rest -> store(rest, writerId, worker))
        .onFailure(LatePollException.class)
        .retry()
        .withExecutor(worker)
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely();
  }
}
