package dev.tidewire.e2e.load;

/** What a sender knows about a batch after an attempt to send it. */
public enum Outcome {
  /** 202: it will be stored, whatever fails later. */
  ACKNOWLEDGED,
  /** Any other status: it must be sent again, although parts of it may be stored. */
  REFUSED,
  /** No answer: it may be stored or not. */
  UNKNOWN
}
