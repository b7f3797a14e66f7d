package dev.tidewire.processing.store;

import dev.tidewire.processing.chunk.MergeStatements;
import dev.tidewire.processing.chunk.Merged;
import dev.tidewire.processing.chunk.SimulatedMerge;
import dev.tidewire.processing.chunk.SimulatedMerge.RowLockedException;
import dev.tidewire.processing.simulation.Bug;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One merge of one process: each of its statements, and its commit, is an event of its own. */
final class MergeRun {
  private static final int MOST_WAITS = 20;

  private final SimulatedMerger merger;
  private final SimulatedDatabase database;
  private final int home;
  private final SimulatedMerge merge;
  private final BooleanSupplier isOwner;
  private final Runnable then;
  private final long server;
  private int statements;
  private int waits;

  /**
   * A merge that has not begun.
   *
   * @param isOwner whether its process has the home
   * @param then runs when the process has an answer
   */
  MergeRun(
      SimulatedMerger merger,
      SimulatedDatabase database,
      int home,
      Function<MergeStatements, Merged> work,
      BooleanSupplier isOwner,
      Runnable then) {
    this.merger = merger;
    this.database = database;
    this.home = home;
    this.merge =
        new SimulatedMerge(
            work, () -> database.state().tables(), database.lockedRows(), merger.bug());
    this.isOwner = isOwner;
    this.then = then;
    this.server = database.serverStart();
  }

  void begin() {
    if (merger.bug() == Bug.MERGES_WHAT_ANOTHER_MERGE_HAS_LEFT || database.lock(home, this)) {
      merger.later(this::step);
    } else {
      merger.counts().homeWasLocked();
      then.run();
    }
  }

  private void step() {
    if (isGone()) {
      then.run();
    } else if (!merger.isAlive()) {
      if (merger.bug() != Bug.LEAVES_A_HOME_LOCKED) {
        merger.soon(this::rollBack);
      }
    } else if (merger.fails()) {
      merger.soon(this::rollBack);
      then.run();
    } else {
      execute();
    }
  }

  private void execute() {
    try {
      boolean isLast = merge.next().isPresent();
      if (statements++ == 0 && merger.bug() == Bug.MERGES_IN_TWO_TRANSACTIONS) {
        apply();
      }
      merger.later(isLast ? this::commit : this::step);
    } catch (RowLockedException locked) {
      if (waits++ < MOST_WAITS) {
        merger.later(this::step);
      } else {
        rollBack();
        then.run();
      }
    } catch (IllegalStateException failure) {
      rollBack();
      then.run();
    }
  }

  /** The process may be dead by now; the server does not know that. */
  private void commit() {
    if (isGone()) {
      then.run();
    } else if (merger.fails()) {
      rollBack();
      then.run();
    } else {
      if (!merge.isEmpty()) {
        apply();
        merger.counts().committed(isOwner.getAsBoolean());
      }
      end();
      answer();
    }
  }

  private void answer() {
    if (merger.fails()) {
      merger.counts().answerLost();
    }
    if (merger.bug() == Bug.REPEATS_THE_WRITES_OF_A_MERGE) {
      merger.later(this::writeAgain);
    }
    then.run();
  }

  private void apply() {
    SimulatedState next = database.state().copy();
    merge.apply(next.tables());
    database.commit(next, false);
  }

  private void writeAgain() {
    SimulatedState next = database.state().copy();
    try {
      merge.writeAgain(next.tables());
      database.commit(next, false);
    } catch (IllegalStateException refused) {
      // As harmless as nothing.
    }
  }

  private void rollBack() {
    if (!isGone()) {
      merger.counts().rolledBack();
      end();
    }
  }

  private void end() {
    merge.release();
    database.unlock(home, this);
  }

  private boolean isGone() {
    return server != database.serverStart();
  }
}
