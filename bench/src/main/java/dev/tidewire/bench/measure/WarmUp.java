package dev.tidewire.bench.measure;

import java.io.IOException;

/**
 * Repeats turns of the work to be measured until it gets no faster: on few cores that are busy the
 * JIT compilers need a minute and more, and until then a figure tells of them.
 */
final class WarmUp {
  private static final double FASTER = 1.02;
  private static final int TURNS_WITHOUT_PROGRESS = 5;
  private static final int MOST_TURNS = 40;

  private double best;
  private int turns;
  private int withoutProgress;

  private WarmUp() {}

  /** One turn of the work. */
  interface Turn {
    /** Does it and tells how much a second was done. */
    double run() throws IOException, InterruptedException;
  }

  /** Runs turns until they are of one speed, or it is hopeless; returns how many there were. */
  static int by(Turn turn) throws IOException, InterruptedException {
    WarmUp warmUp = new WarmUp();
    while (!warmUp.isDone()) {
      warmUp.add(turn.run());
    }
    return warmUp.turns;
  }

  private boolean isDone() {
    return withoutProgress == TURNS_WITHOUT_PROGRESS || turns == MOST_TURNS;
  }

  private void add(double perSecond) {
    turns++;
    withoutProgress = perSecond < best * FASTER ? withoutProgress + 1 : 0;
    best = Math.max(best, perSecond);
  }
}
