package dev.tidewire.e2e.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.Topics;
import dev.tidewire.e2e.stack.Backlog;
import dev.tidewire.e2e.stack.DeadLetters;
import dev.tidewire.e2e.stack.DeadLetters.Letter;
import dev.tidewire.e2e.stack.Tail;
import dev.tidewire.local.TestStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds what is stored against what was sent, from before the first reading is sent to when all is
 * over. Looks at the topics and the database themselves, past the services and all faults.
 */
public final class Audit implements AutoCloseable {
  private final Workload workload;
  private final Tail readings = Tail.of(Topics.READINGS);
  private final DeadLetters deadLetters = new DeadLetters();
  private final List<Letter> letters = new ArrayList<>();
  private final Set<Dead> poison = new HashSet<>();

  private Audit(Workload workload) {
    this.workload = workload;
  }

  /** Begins, before anything of the workload is sent. */
  public static Audit begin(Workload workload) {
    return new Audit(workload);
  }

  /** Says that this was sent in order to become a dead letter. */
  public void poison(Dead expected) {
    poison.add(expected);
  }

  /** The dead letters up to now. */
  public List<Letter> deadLetters() {
    letters.addAll(deadLetters.read());
    return letters;
  }

  /** To be called when someone has made the dead letters' topic anew. */
  public void deadLettersBeginAnew() {
    deadLetters.reopen();
  }

  /**
   * Fails unless every promise was kept, of which {@link Violation.Promise} is the list.
   *
   * @param patience how long processing may take to come to the end of the topic
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
