package dev.tidewire.ingest.exchange;

import dev.tidewire.ingest.answer.Answer;

/**
 * The HTTP side of one request. All methods but {@link #execute} are called on the thread of the
 * request.
 */
public interface Caller {
  /**
   * Sends the answer, unless the caller has disconnected.
   *
   * @param whenGone called when the last byte of it has left this process, or never will
   */
  void answer(Answer answer, Runnable whenGone);

  /** Runs a task on the thread of the request when it has ended, however it did. */
  void whenEnded(Runnable task);

  /** Ends the request without an answer. */
  void abort();

  /** Accepts no more of the body; what still arrives is discarded. */
  void discardBody();

  /** Whether it may still send what it was admitted for. */
  boolean isAllowed();

  /** Runs a task on the thread of the request; called on any thread. */
  void execute(Runnable task);
}
