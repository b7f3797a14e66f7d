package dev.tidewire.ingest.idempotency;

import dev.tidewire.ingest.answer.Answer;

/** The right to carry out a request, and the duty to say what became of it. */
public interface Turn {
  /**
   * When the first attempt was received. Readings without a time have this one at each attempt, so
   * that they are the same readings.
   */
  long firstMicros();

  /**
   * The request was carried out.
   *
   * @param then called once on any thread when all replicas know it, or cannot be told in time
   */
  void keep(Answer answer, Runnable then);

  /**
   * The request was not carried out, or it is not known whether it was.
   *
   * @param mayBeThere whether some of its readings may be in Kafka
   */
  void release(boolean mayBeThere);
}
