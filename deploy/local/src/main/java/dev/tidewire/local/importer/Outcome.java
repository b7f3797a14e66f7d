package dev.tidewire.local.importer;

/** What became of a file, from good to bad, and the status that tells it. */
enum Outcome {
  ALL_TAKEN(0),
  /** Every line was taken but the last one, which may go on. */
  LAST_LINE_LEFT(3),
  SOME_REJECTED(1);

  private final int status;

  Outcome(int status) {
    this.status = status;
  }

  static Outcome of(long rejected, boolean isLastLineLeft) {
    return rejected > 0 ? SOME_REJECTED : isLastLineLeft ? LAST_LINE_LEFT : ALL_TAKEN;
  }

  int status() {
    return status;
  }

  Outcome orWorse(Outcome other) {
    return compareTo(other) < 0 ? other : this;
  }
}
