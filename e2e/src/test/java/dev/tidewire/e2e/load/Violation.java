package dev.tidewire.e2e.load;

import static java.util.stream.Collectors.joining;

import java.util.Collection;

/**
 * A promise that was broken.
 *
 * @param times how often
 * @param examples the first of them
 */
public record Violation(Promise promise, int times, String examples) {
  private static final int SHOWN = 10;

  /** What Tidewire promises about every reading. */
  public enum Promise {
    /** S1: what is acknowledged is in the topic. */
    ACKNOWLEDGED_IS_IN_THE_TOPIC,
    /** S1: what is acknowledged is stored or a dead letter. */
    ACKNOWLEDGED_IS_STORED_OR_DEAD,
    /** S2: nothing is stored that was not sent. */
    STORED_WAS_SENT,
    /** S2: nothing is in the topic that was not sent. */
    IN_THE_TOPIC_WAS_SENT,
    /** S2: what is stored or in the topic is equal to what was sent, bit by bit. */
    NOTHING_IS_CHANGED,
    /** S2: nothing is stored twice. */
    STORED_ONCE,
    /** S3: every poisonous record is a dead letter. */
    POISON_IS_DEAD,
    /** S3: nothing else is a dead letter. */
    DEAD_IS_POISON,
    /** S3: one letter for each. */
    DEAD_ONCE,
    /** L1: processing reaches the end of the topic without help. */
    BACKLOG_ENDS
  }

  static Violation of(Promise promise, Collection<?> breaches) {
    return new Violation(
        promise,
        breaches.size(),
        breaches.stream().limit(SHOWN).map(Object::toString).collect(joining(", ")));
  }
}
