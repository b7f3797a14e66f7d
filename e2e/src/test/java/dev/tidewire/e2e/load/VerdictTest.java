package dev.tidewire.e2e.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.e2e.load.Violation.Promise;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each way to break a promise, planted; a checker that never complains proves nothing. */
class VerdictTest {
  private static final int SENT = 100;
  private static final int ACKNOWLEDGED = 90;
  private static final DeadLetterReason REASON = DeadLetterReason.UNIT_CONFLICT;

  private final Workload workload = new Workload(1, 40, false);
  private final BitSet sent = range(SENT);
  private final BitSet acknowledged = range(ACKNOWLEDGED);
  private final Sightings topic = new Sightings(workload);
  private final Sightings stored = new Sightings(workload);
  private final List<Dead> dead = new ArrayList<>();
  private final Set<Dead> poison = new HashSet<>();
  private long backlog;

  @Test
  void promisesKept_evenOfUnknownAndRepeatedBatches() {
    // Given
    see(topic, 0, 95);
    see(topic, 10, 20);
    see(stored, 0, 95);

    // When
    Verdict verdict = verdict();

    // Then
    assertThat(verdict.violations()).isEmpty();
  }

  @Test
  void poisonThatIsDeadAndNotStored_isKept() {
    // Given
    see(topic, 0, ACKNOWLEDGED);
    see(stored, 1, ACKNOWLEDGED);
    dead.add(new Dead.OfReading(0, REASON));
    dead.add(new Dead.OfRecord(3, 17, DeadLetterReason.UNDECODABLE));
    poison.addAll(dead);

    // When
    Verdict verdict = verdict();

    // Then
    assertThat(verdict.violations()).isEmpty();
  }

  @Test
  void anAcknowledgedReadingThatIsNowhere_isLost() {
    // Given
    see(topic, 0, ACKNOWLEDGED - 1);
    see(stored, 0, ACKNOWLEDGED - 1);

    // Then
    assertBroken(Promise.ACKNOWLEDGED_IS_IN_THE_TOPIC, Promise.ACKNOWLEDGED_IS_STORED_OR_DEAD);
  }

  @Test
  void anAcknowledgedReadingThatIsOnlyInTheTopic_isLost() {
    // Given
    see(topic, 0, ACKNOWLEDGED);
    see(stored, 0, ACKNOWLEDGED - 1);

    // Then
    assertBroken(Promise.ACKNOWLEDGED_IS_STORED_OR_DEAD);
  }

  @Test
  void aStoredReadingThatNobodySent_isAPhantom() {
    // Given
    keepAll();
    see(stored, SENT, SENT + 1);

    // Then
    assertBroken(Promise.STORED_WAS_SENT);
  }

  @Test
  void aReadingInTheTopicThatNobodySent_isAPhantom() {
    // Given
    keepAll();
    see(topic, SENT, SENT + 1);

    // Then
    assertBroken(Promise.IN_THE_TOPIC_WAS_SENT);
  }

  @Test
  void aValueThatDiffersInItsLastBit_isChanged() {
    // Given
    keepAll();
    stored.see(workload.sensor(95), "value", workload.time(95), Math.nextUp(workload.value(95)));

    // Then
    assertBroken(Promise.NOTHING_IS_CHANGED);
  }

  @Test
  void anotherTimeSensorOrMetric_isChanged() {
    // Given
    keepAll();
    stored.see(workload.sensor(95), "value", workload.time(95).plusNanos(1_000), 0);
    stored.see(workload.sensor(96), "value", workload.time(95), workload.value(95));
    topic.see(workload.sensor(95), "other", workload.time(95), workload.value(95));

    // Then
    assertBroken(Promise.NOTHING_IS_CHANGED);
    assertThat(verdict().violations().get(0).times()).isEqualTo(3);
  }

  @Test
  void aReadingStoredTwice_isADuplicate() {
    // Given
    keepAll();
    see(stored, 5, 6);

    // Then
    assertBroken(Promise.STORED_ONCE);
  }

  @Test
  void aDeadLetterOfAGoodReading_isReported() {
    // Given
    see(topic, 0, ACKNOWLEDGED);
    see(stored, 1, ACKNOWLEDGED);
    dead.add(new Dead.OfReading(0, REASON));

    // Then
    assertBroken(Promise.DEAD_IS_POISON);
  }

  @Test
  void poisonThatIsNoDeadLetter_isReported() {
    // Given
    keepAll();
    poison.add(new Dead.OfRecord(0, 1, DeadLetterReason.UNDECODABLE));

    // Then
    assertBroken(Promise.POISON_IS_DEAD);
  }

  @Test
  void aDeadLetterForAnotherReason_isReported() {
    // Given
    keepAll();
    poison.add(new Dead.OfRecord(0, 1, DeadLetterReason.UNDECODABLE));
    dead.add(new Dead.OfRecord(0, 1, DeadLetterReason.UNKNOWN_VERSION));

    // Then
    assertBroken(Promise.POISON_IS_DEAD, Promise.DEAD_IS_POISON);
  }

  @Test
  void twoLettersOfOnePoison_areReported() {
    // Given
    keepAll();
    Dead letter = new Dead.OfRecord(0, 1, DeadLetterReason.UNDECODABLE);
    poison.add(letter);
    dead.addAll(List.of(letter, letter));

    // Then
    assertBroken(Promise.DEAD_ONCE);
  }

  @Test
  void aBacklogThatDoesNotEnd_isReported() {
    // Given
    keepAll();
    backlog = 1;

    // Then
    assertBroken(Promise.BACKLOG_ENDS);
  }

  private void keepAll() {
    see(topic, 0, ACKNOWLEDGED);
    see(stored, 0, ACKNOWLEDGED);
  }

  private void see(Sightings place, int from, int to) {
    for (int number = from; number < to; number++) {
      place.see(workload.sensor(number), "value", workload.time(number), workload.value(number));
    }
  }

  private void assertBroken(Promise... promises) {
    assertThat(verdict().violations())
        .extracting(Violation::promise)
        .containsExactlyInAnyOrder(promises);
  }

  private Verdict verdict() {
    return Verdict.of(new Facts(sent, acknowledged, topic, stored, dead, poison, backlog));
  }

  private static BitSet range(int size) {
    BitSet numbers = new BitSet();
    numbers.set(0, size);
    return numbers;
  }
}
