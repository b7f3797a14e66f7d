package dev.tidewire.processing.store;

/** What happened to merges. */
public final class MergeCounts {
  private int committed;
  private int rolledBack;
  private int answersLost;
  private int kept;
  private int ofOthers;

  void committed(boolean isOwner) {
    committed++;
    ofOthers += isOwner ? 0 : 1;
  }

  void rolledBack() {
    rolledBack++;
  }

  void answerLost() {
    answersLost++;
  }

  void homeWasLocked() {
    kept++;
  }

  /** Adds what happened elsewhere. */
  public void add(MergeCounts other) {
    committed += other.committed;
    rolledBack += other.rolledBack;
    answersLost += other.answersLost;
    kept += other.kept;
    ofOthers += other.ofOthers;
  }

  /** Whether everything has happened. */
  public boolean isEventful() {
    return committed > 0 && rolledBack > 0 && answersLost > 0 && kept > 0 && ofOthers > 0;
  }

  @Override
  public String toString() {
    return "%d merges committed, %d of them after the owner had changed, %d without an answer; "
            .formatted(committed, ofOthers, answersLost)
        + "%d rolled back; %d found their home locked".formatted(rolledBack, kept);
  }
}
