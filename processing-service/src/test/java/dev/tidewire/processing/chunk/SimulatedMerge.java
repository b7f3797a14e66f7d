package dev.tidewire.processing.chunk;

import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.processing.simulation.Bug;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A merge in a transaction, one statement after another: between them others may commit, which it
 * sees as at {@code READ COMMITTED}. The merge itself waits for its statements. So it begins anew
 * for each of them, gets the answers that it has got already, and is left at the next one.
 */
public final class SimulatedMerge {
  /** Another transaction has taken a row that the statement wants to take; it has to wait. */
  public static final class RowLockedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RowLockedException() {
      super("", null, false, false);
    }
  }

  private static final class NextStatement extends RuntimeException {
    private static final long serialVersionUID = 1;

    NextStatement() {
      super("", null, false, false);
    }
  }

  private final Function<MergeStatements, Merged> work;
  private final Supplier<SimulatedTables> committed;
  private final Set<Object> lockedRows;
  private final Bug bug;
  private final List<Object> answers = new ArrayList<>();
  private final TablesChange change = new TablesChange();

  /**
   * Nothing has happened yet.
   *
   * @param committed the tables as everybody sees them
   * @param lockedRows what open transactions have taken
   */
  public SimulatedMerge(
      Function<MergeStatements, Merged> work,
      Supplier<SimulatedTables> committed,
      Set<Object> lockedRows,
      Bug bug) {
    this.work = work;
    this.committed = committed;
    this.lockedRows = lockedRows;
    this.bug = bug;
  }

  /** Runs the next statement. Present when it was the last one, and can be committed. */
  public Optional<Merged> next() {
    try {
      return Optional.of(work.apply(new Replay()));
    } catch (NextStatement more) {
      return Optional.empty();
    }
  }

  /** Whether nothing would be committed. */
  public boolean isEmpty() {
    return change.isEmpty();
  }

  /** Does the same to other tables. */
  public void apply(SimulatedTables tables) {
    change.apply(tables);
  }

  /** Adds what it has written once more, blocks under new numbers. */
  public void writeAgain(SimulatedTables tables) {
    change.writeAgain(tables);
  }

  /** The transaction has ended. */
  public void release() {
    change.removed().forEach(lockedRows::remove);
  }

  private <T> T execute(Function<MergeStatements, T> statement) {
    SimulatedTables before = committed.get().copy();
    apply(before);
    SimulatedTables view = before.copy();
    T answer = statement.apply(new BuggyTables(view, bug, lockedRows, change.removed()));
    TablesChange more = TablesChange.between(before, view);
    if (more.removed().stream().anyMatch(lockedRows::contains)) {
      throw new RowLockedException();
    }
    lockedRows.addAll(more.removed());
    change.add(more);
    return answer;
  }

  /** Answers from memory, except to the first statement that it does not know. */
  private final class Replay implements MergeStatements {
    private int asked;
    private boolean hasExecuted;

    @SuppressWarnings("unchecked") // The same statement got the answer before.
    private <T> T ask(Function<MergeStatements, T> statement) {
      if (asked == answers.size()) {
        if (hasExecuted) {
          throw new NextStatement();
        }
        hasExecuted = true;
        answers.add(execute(statement));
      }
      return (T) answers.get(asked++);
    }

    @Override
    public boolean lock(int home) {
      throw new UnsupportedOperationException("locked before");
    }

    @Override
    public List<TakenBlock> takeWritten(int home, int mostReadings) {
      return ask(tables -> tables.takeWritten(home, mostReadings));
    }

    @Override
    public List<TakenBlock> takeGathered(int home, long group, int mostReadings) {
      return ask(tables -> tables.takeGathered(home, group, mostReadings));
    }

    @Override
    public void writeBlocks(int home, Source source, List<GroupBlock> written) {
      ask(
          tables -> {
            tables.writeBlocks(home, source, written);
            return true;
          });
    }

    @Override
    public List<ChunkPlace> findChunks(ReadingColumns readings, List<SeriesDay> days) {
      return ask(tables -> tables.findChunks(readings, days));
    }

    @Override
    public List<TakenChunk> takeChunks(List<ChunkPlace> places) {
      return ask(tables -> tables.takeChunks(places));
    }

    @Override
    public int writeChunks(List<Chunk> written) {
      return ask(tables -> tables.writeChunks(written));
    }
  }
}
