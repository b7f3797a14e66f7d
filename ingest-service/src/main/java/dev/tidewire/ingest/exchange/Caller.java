package dev.tidewire.ingest.exchange;

import dev.tidewire.ingest.answer.Answer;

/** The HTTP side of one request. Both methods are called on the thread of the request. */
public interface Caller {
  /** Sends the answer, unless the caller has disconnected. */
  void answer(Answer answer);

  /** Accepts no more of the body; what still arrives is discarded. */
  void discardBody();

  /** Runs a task on the thread of the request; called on any thread. */
  void execute(Runnable task);
}
