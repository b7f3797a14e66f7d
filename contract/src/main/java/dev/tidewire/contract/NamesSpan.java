package dev.tidewire.contract;

/**
 * Where in a record the names of a series are. Together and in ascending order, as this project
 * writes them, their bytes can be compared.
 */
final class NamesSpan {
  private int from;
  private int to;
  private int lastField;
  private boolean hasEnded;
  private boolean areTogether;

  /** The next series begins here. */
  void begin(int at) {
    from = at;
    to = at;
    lastField = 0;
    hasEnded = false;
    areTogether = true;
  }

  /** A field of the names has been passed, which ends here. */
  void add(int field, int end) {
    boolean isNext = field > lastField || field == ReadingBatchCodec.SERIES_TAGS;
    areTogether &= isNext && !hasEnded;
    lastField = field;
    to = end;
  }

  /** Another field begins. */
  void end() {
    hasEnded = true;
  }

  boolean areTogether() {
    return areTogether;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }
}
