package dev.tidewire.e2e.load;

/** What a sender knows of a batch after the answer, or the lack of one. */
public enum Outcome {
  /** 202: it will be stored, whatever fails from now on. */
  ACKNOWLEDGED,
  /** Any other status: to be sent again. Some of it may be stored nevertheless. */
  REFUSED,
  /** No answer: it may be stored or not. */
  UNKNOWN
}
