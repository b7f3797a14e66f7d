package dev.tidewire.ingest.exchange;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.intake.WrongTimes;

/** What is counted of exchanges. */
public interface ExchangeMetrics {
  /** Items of a body were wrong. */
  void rejected(int items);

  /** Readings have times that cannot be right. */
  void wrongTimes(WrongTimes times);

  /** Kafka has acknowledged readings. */
  void accepted(int readings);

  /** A request whose body did not come made way for another. */
  void displaced();

  /**
   * An admitted request has been answered.
   *
   * @param nanos since its head was there
   */
  void answered(Answer answer, long nanos);
}
