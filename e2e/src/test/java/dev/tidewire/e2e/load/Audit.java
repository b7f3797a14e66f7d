package dev.tidewire.e2e.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.Topics;
import dev.tidewire.e2e.stack.Backlog;
import dev.tidewire.local.TestStack;
import dev.tidewire.local.topic.DeadLetters;
import dev.tidewire.local.topic.DeadLetters.Letter;
import dev.tidewire.local.topic.Tail;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares what is stored with what was sent. It begins before the first reading is sent and reads
 * the topics and the database directly, past the services and all faults.
 */
public final class Audit implements AutoCloseable {
  private final Workload workload;
  private final Tail readings = Tail.of(Topics.READINGS);
  private final DeadLetters deadLetters = new DeadLetters();
  private final Set<Dead> poison = new HashSet<>();

  private Audit(Workload workload) {
    this.workload = workload;
  }

  /** Begins, before anything of the workload is sent. */
  public static Audit begin(Workload workload) {
    return new Audit(workload);
  }

  /** Announces something that was sent in order to become a dead letter. */
  public void poison(Dead expected) {
    poison.add(expected);
  }

  /** The dead letters that have been written since this audit began. */
  public List<Letter> deadLetters() {
    return deadLetters.read();
  }

  /** Must be called when the topic of the dead letters has been created again. */
  public void reopenDeadLetters() {
    deadLetters.reopen();
  }

  /**
   * Fails unless every promise in {@link Violation.Promise} was kept.
   *
   * @param patience how long processing may take to reach the end of the topic
   */
  public void assertKept(Ledger ledger, Duration patience) {
    assertThat(ledger.acknowledged()).as("acknowledged readings").isPositive();
    assertThat(verdict(ledger, patience).violations()).isEmpty();
  }

  private Verdict verdict(Ledger ledger, Duration patience) {
    long backlog = Backlog.afterAtMost(patience);
    Sightings topic = new Sightings(workload);
    readings.read(record -> Findings.see(record.value(), workload, topic));
    return Verdict.of(
        new Facts(
            ledger.sent(),
            ledger.numbersAcknowledged(),
            topic,
            Findings.stored(workload, TestStack.shared().postgres()),
            deadLetters().stream().map(letter -> Findings.dead(letter, workload)).toList(),
            poison,
            backlog));
  }

  @Override
  public void close() {
    readings.close();
    deadLetters.close();
  }
}
